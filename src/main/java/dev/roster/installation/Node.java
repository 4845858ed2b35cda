package dev.roster.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** This process among those that share a database. */
public final class Node {
    private static final String PREFIX = "roster ";

    /** What the names of the nodes' database sessions are {@code like} in SQL. A command's own sessions have another name. */
    public static final String SESSIONS = PREFIX + "%";

    /** The name of a command's sessions. */
    static final String COMMAND = "roster-command";

    /** Of the name of a session; PostgreSQL cuts off the rest. */
    private static final int MOST_BYTES = 63;

    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private Node() {}

    /** The version of Roster; {@code development} if it runs from its classes. */
    public static String version() {
        return Optional.ofNullable(Node.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** Prefix, version, host and process id, separated by spaces: "roster 0.1.0 node-a 4711". */
    static String name() {
        var start = PREFIX + version() + " ";
        var end = " " + ProcessHandle.current().pid();
        var host = host();
        return start + host.substring(0, Math.min(host.length(), MOST_BYTES - start.length() - end.length())) + end;
    }

    private static String host() {
        try {
            return Files.readString(HOST_NAME).strip();
        } catch (IOException notLinux) {
            return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("localhost");
        }
    }
}
