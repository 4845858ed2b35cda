package dev.roster.support;

import dev.roster.shared.AcrossOrganizations;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import net.sf.jsqlparser.JSQLParserException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Looks at every statement of a repository that the suite sends, before it goes to the database: one that touches a table of
 * organizations binds it to the organization it is given, or comes from a method that says why it does not.
 */
final class StatementWatch implements BeanPostProcessor {
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** Besides {@code organization_id}: what else says which organization a row is of. */
    private static final Map<String, Set<String>> OTHER_COLUMNS = Map.of(
            "organizations", Set.of("id", "parent_id", "slug"),
            "grants", Set.of("parent_id"),
            "granted_roles", Set.of("parent_id"),
            "held_roles", Set.of("parent_id"),
            "audit_events", Set.of("home_organization_id"));

    private final Map<String, List<String>> looked = new ConcurrentHashMap<>();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new Watched(source) : bean;
    }

    private final class Watched extends DelegatingDataSource {
        private volatile Map<String, Set<String>> tables = Map.of();

        Watched(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            var connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                        if (method.getName().equals("prepareStatement")) {
                            look((String) arguments[0], connection);
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException failed) {
                            throw failed.getCause();
                        }
                    });
        }

        private void look(String sql, Connection connection) throws SQLException {
            var callers = STACK.walk(
                    frames -> frames.filter(StatementWatch::isOfRepository).toList());
            if (callers.isEmpty() || callers.stream().anyMatch(StatementWatch::saysWhyNot)) {
                return;
            }
            if (tables.isEmpty()) {
                tables = tables(connection);
            }
            var unbound = looked.computeIfAbsent(sql, this::unbound);
            if (!unbound.isEmpty()) {
                throw new AssertionError("%s.%s forgets the organization of %s:%n%s"
                        .formatted(
                                callers.getFirst().getClassName(),
                                callers.getFirst().getMethodName(),
                                unbound,
                                sql));
            }
        }

        private List<String> unbound(String sql) {
            if (sql.startsWith("set ")) {
                return List.of();
            }
            try {
                return StatementTables.look(sql.replaceFirst("^explain ", ""), tables).unbound();
            } catch (JSQLParserException unreadable) {
                throw new AssertionError("cannot be looked at: " + sql, unreadable);
            }
        }
    }

    private static Map<String, Set<String>> tables(Connection connection) throws SQLException {
        var tables = new HashMap<>(OTHER_COLUMNS);
        try (var found = connection
                .createStatement()
                .executeQuery(
                        "select table_name from information_schema.columns where column_name = 'organization_id'")) {
            while (found.next()) {
                tables.merge(found.getString(1), Set.of("organization_id"), StatementWatch::both);
            }
        }
        return tables;
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        var all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }

    private static boolean isOfRepository(StackFrame frame) {
        return frame.getClassName().startsWith("dev.roster.")
                && frame.getDeclaringClass().getNestHost().getSimpleName().endsWith("Repository");
    }

    private static boolean saysWhyNot(StackFrame frame) {
        return Arrays.stream(frame.getDeclaringClass().getDeclaredMethods())
                .anyMatch(method -> method.getName().equals(frame.getMethodName())
                        && method.isAnnotationPresent(AcrossOrganizations.class)
                        && Arrays.equals(
                                method.getParameterTypes(),
                                frame.getMethodType().parameterArray()));
    }
}
