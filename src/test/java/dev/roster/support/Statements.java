package dev.roster.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

/** Looks at statements before they go to the database. */
public final class Statements {
    private Statements() {}

    /** Receives the text of each statement. */
    public interface Reader {
        void read(String sql) throws SQLException;
    }

    /** The same connection, whose statements are read when they are prepared. */
    public static Connection of(Connection connection, Reader reader) {
        return (Connection) Proxy.newProxyInstance(
                Statements.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        reader.read((String) arguments[0]);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
