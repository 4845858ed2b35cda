package dev.roster.installation;

import dev.roster.shared.Deferred;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds back deferred statements until another one, or the commit, goes to the database. PostgreSQL's driver sends several
 * statements that are separated by semicolons in one round trip; each sees what those before it did, and after an error none is
 * executed any more.
 */
final class DeferringConnection implements InvocationHandler {
    private static final String SEPARATOR = ";\n";

    /** The number of updated rows, where a statement returns rows instead. */
    private static final int NONE = -1;

    private final Connection connection;
    private final Runnable onStatement;
    private final List<Recorded> waiting = new ArrayList<>();

    /** @param onStatement called for each statement that goes to the database */
    DeferringConnection(Connection connection, Runnable onStatement) {
        this.connection = connection;
        this.onStatement = onStatement;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "prepareStatement" -> {
                if (arguments != null && arguments.length == 1) {
                    var prepared = prepare((Connection) proxy, (String) arguments[0]);
                    if (prepared != null) {
                        return prepared;
                    }
                }
                flush();
                onStatement.run();
            }
            case "createStatement", "prepareCall", "setSavepoint", "releaseSavepoint", "setAutoCommit" -> flush();
            case "commit" -> sendWithCommit();
            case "rollback", "close", "abort" -> waiting.clear();
            default -> {
                // Sends nothing.
            }
        }
        return on(connection, method, arguments);
    }

    /** A statement that is held back, or sent together with those that are; null if there is nothing to do about it. */
    private @Nullable PreparedStatement prepare(Connection proxy, String sql) {
        return Deferred.is(sql) || !waiting.isEmpty() ? new Recorded(proxy, sql).statement() : null;
    }

    private void flush() throws SQLException {
        if (!waiting.isEmpty()) {
            try (var all = together("")) {
                all.execute();
            }
        }
    }

    private void sendWithCommit() throws SQLException {
        if (waiting.isEmpty()) {
            return;
        }
        try (var all = together(SEPARATOR + "commit")) {
            all.execute();
        } catch (SQLException failed) {
            connection.rollback();
            throw failed;
        }
    }

    /** The statements that wait, followed by this end; nothing waits any more. */
    private PreparedStatement together(String end) throws SQLException {
        var sql = new StringBuilder();
        for (var each : waiting) {
            sql.append(sql.isEmpty() ? "" : SEPARATOR).append(each.sql);
        }
        onStatement.run();
        var statement = connection.prepareStatement(sql.append(end).toString());
        int before = 0;
        for (var each : waiting) {
            before = each.bind(statement, before);
        }
        waiting.clear();
        return statement;
    }

    private static @Nullable Object on(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    /** A statement with the calls that bind its parameters, to be repeated on the one that is sent. */
    private final class Recorded implements InvocationHandler {
        private record Call(Method method, Object[] arguments) {}

        private final Connection owner;
        private final String sql;
        private final List<Call> calls = new ArrayList<>();
        private @Nullable PreparedStatement sent;

        Recorded(Connection owner, String sql) {
            this.owner = owner;
            this.sql = sql;
        }

        PreparedStatement statement() {
            return (PreparedStatement)
                    Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {PreparedStatement.class}, this);
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            var target = sent;
            if (target != null) {
                return on(target, method, arguments);
            }
            return switch (method.getName()) {
                case "executeQuery" -> sendAll().getResultSet();
                case "executeUpdate" -> {
                    boolean deferred = Deferred.is(sql);
                    if (deferred && !connection.getAutoCommit()) {
                        waiting.add(this);
                        yield 0;
                    }
                    var all = sendAll();
                    yield deferred ? 0 : all.getUpdateCount();
                }
                case "execute" -> sendAll().getUpdateCount() == NONE;
                case "close" -> null;
                case "isClosed" -> false;
                case "getConnection" -> owner;
                case "getWarnings" -> null;
                default -> {
                    if (method.getName().startsWith("set") && arguments != null) {
                        calls.add(new Call(method, arguments));
                        yield null;
                    }
                    // For a batch, among others: those that wait go ahead.
                    flush();
                    onStatement.run();
                    var alone = connection.prepareStatement(sql);
                    bind(alone, 0);
                    sent = alone;
                    yield on(alone, method, arguments);
                }
            };
        }

        /** Sends this statement after those that wait, and moves on to its own result. */
        private PreparedStatement sendAll() throws SQLException {
            int others = waiting.size();
            waiting.add(this);
            var all = together("");
            sent = all;
            all.execute();
            for (int i = 0; i < others; i++) {
                all.getMoreResults();
            }
            return all;
        }

        /**
         * Repeats the calls on a statement that contains this one.
         *
         * @param before the number of parameters before this statement's
         * @return the number including this statement's
         */
        int bind(PreparedStatement statement, int before) throws SQLException {
            int own = 0;
            for (var call : calls) {
                var arguments = call.arguments().clone();
                if (arguments.length > 1 && arguments[0] instanceof Integer index) {
                    own = Math.max(own, index);
                    arguments[0] = before + index;
                }
                try {
                    call.method().invoke(statement, arguments);
                } catch (InvocationTargetException failed) {
                    throw failed.getCause() instanceof SQLException known ? known : new SQLException(failed.getCause());
                } catch (IllegalAccessException impossible) {
                    throw new SQLException(impossible);
                }
            }
            return before + own;
        }
    }
}
