package dev.roster.support;

import dev.roster.shared.AcrossOrganizations;
import dev.roster.support.StatementTables.Looked;
import java.lang.StackWalker.StackFrame;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import net.sf.jsqlparser.JSQLParserException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Checks every repository statement of the suite before it goes to the database. One that uses a table that belongs to
 * organizations must bind it to its organization, or come from a method that gives a reason not to. It writes only tables of
 * its own package, and reads only those and the tables of packages below.
 */
final class StatementWatch implements BeanPostProcessor {
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** Other columns that identify a row's organization, besides {@code organization_id}. */
    private static final Map<String, Set<String>> OTHER_COLUMNS = Map.of(
            "organizations", Set.of("id", "parent_id", "slug"),
            "grants", Set.of("parent_id"),
            "granted_roles", Set.of("parent_id"),
            "held_roles", Set.of("parent_id"),
            "audit_events", Set.of("home_organization_id"));

    /** Statements that reach further: package and table, and the reason. */
    private static final Map<String, String> BEYOND = Map.ofEntries(
            Map.entry("membership writes users", "a person and how lists show them change together, in one statement"),
            Map.entry(
                    "membership writes profiles", "a person and how lists show them change together, in one statement"),
            Map.entry("group reads group_members", "a group is shown with how many belong to it"),
            Map.entry("session reads granted_roles", "each request asks at once who somebody is and where they may be"),
            Map.entry(
                    "idempotency reads api_tokens", "an answer is its token's, and a token says which organization's"),
            Map.entry("roles reads api_tokens", "a role that a token has is not deleted"),
            Map.entry("roles writes api_tokens", "a token that was revoked keeps no role from being deleted"),
            Map.entry("rights reads api_tokens", "what a token may is decided where everything is"),
            Map.entry("rights reads token_standings", "what a token may is decided where everything is"),
            Map.entry("effects reads api_tokens", "what a change would do to tokens is previewed where rights are"),
            Map.entry(
                    "effects reads token_standings", "what a change would do to tokens is previewed where rights are"),
            Map.entry(
                    "effects reads invitations",
                    "an invitation fails once its inviter may no longer give what it offers"),
            Map.entry("rights reads grants", "what somebody holds by a grant is decided where everything is"),
            Map.entry(
                    "notice reads grants",
                    "who comes to administer an organization may come to administer its companies, too"),
            Map.entry("auditlog reads api_tokens", "an event names its actor"),
            Map.entry("auditlog reads invitations", "an event names somebody invited as the invitation does"),
            Map.entry("operator writes users", "who is an operator"),
            Map.entry("operator writes profiles", "an operator is created with their name, in one statement"),
            Map.entry("setup writes users", "the first operator, and demo data in the past"),
            Map.entry("setup writes profiles", "the first operator"),
            Map.entry("setup writes organizations", "demo data in the past"),
            Map.entry("setup writes memberships", "demo data in the past"),
            Map.entry("setup writes passwords", "demo data in the past"),
            Map.entry("setup writes links", "demo data in the past"),
            Map.entry("setup writes invitations", "demo data in the past"),
            Map.entry("invitation writes passwords", "saying yes ends a password that others chose"));

    private final Map<String, Looked> looked = new ConcurrentHashMap<>();
    private final Map<String, String> owners = Floors.owners();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof DelegatingDataSource deferring) {
            deferring.setTargetDataSource(new RoundTrips(Objects.requireNonNull(deferring.getTargetDataSource())));
        }
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
            return Statements.of(connection, sql -> look(sql, connection));
        }

        private void look(String sql, Connection connection) throws SQLException {
            var callers = STACK.walk(
                    frames -> frames.filter(StatementWatch::isOfRepository).toList());
            if (callers.isEmpty() || sql.startsWith("set ")) {
                return;
            }
            ReleasedStatements.saw(sql);
            if (tables.isEmpty()) {
                tables = tables(connection);
            }
            var found = looked.computeIfAbsent(sql, this::parsed);
            var caller = callers.getFirst();
            if (!found.unbound().isEmpty() && callers.stream().noneMatch(StatementWatch::saysWhyNot)) {
                throw new AssertionError("%s.%s forgets the organization of %s:%n%s"
                        .formatted(caller.getClassName(), caller.getMethodName(), found.unbound(), sql));
            }
            var beyond = beyond(caller.getClassName().split("\\.")[2], found);
            if (!beyond.isEmpty()) {
                throw new AssertionError("%s.%s reaches into other packages, %s:%n%s"
                        .formatted(caller.getClassName(), caller.getMethodName(), beyond, sql));
            }
        }

        private Looked parsed(String sql) {
            try {
                return StatementTables.look(sql.replaceFirst("^explain ", ""), tables);
            } catch (JSQLParserException unreadable) {
                throw new AssertionError("cannot be looked at: " + sql, unreadable);
            }
        }
    }

    private List<String> beyond(String from, Looked found) {
        var written = found.written().stream()
                .filter(table -> !from.equals(owners.getOrDefault(table, from)))
                .map(table -> from + " writes " + table);
        int floor = Floors.FROM_THE_GROUND.indexOf(from);
        var read = found.read().stream()
                .filter(table -> Floors.FROM_THE_GROUND.indexOf(owners.getOrDefault(table, from)) > floor)
                .map(table -> from + " reads " + table);
        return Stream.concat(written, read)
                .filter(each -> !BEYOND.containsKey(each))
                .toList();
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
