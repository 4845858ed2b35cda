package dev.roster.installation;

import dev.roster.installation.PostgresPrograms.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL data directory: created, configured, started and stopped. */
record PostgresCluster(PostgresPrograms programs, Path directory) {
    /** The name of both the database and Roster's role, which owns this database and nothing else. */
    static final String NAME = "roster";

    private static final String SECONDS = "120";

    /** Written to PostgreSQL's log ahead of what it says about a start. */
    private static final String STARTING = "Roster starts PostgreSQL.";

    /** A longer log is put aside at the next start, in place of the one that was put aside before. */
    private static final long LONGEST_LOG = 4_000_000;

    /**
     * For a small server. {@code io_method=sync} saves three processes; with the smaller {@code wal_buffers} derived from so
     * few {@code shared_buffers}, an import waits for the disk in the middle of each chunk.
     */
    private static final String CONFIGURATION = """
            # Written anew at each start of Roster.
            listen_addresses = '127.0.0.1'
            port = %d
            unix_socket_directories = ''
            max_connections = 60
            shared_buffers = 128MB
            effective_cache_size = 512MB
            random_page_cost = 1.1
            jit = off
            io_method = sync
            wal_buffers = 16MB
            min_wal_size = 32MB
            max_parallel_workers_per_gather = 0
            max_logical_replication_workers = 0
            # Errors of single statements stay out: they would quote names and addresses.
            log_min_messages = log
            log_checkpoints = off
            """;

    /** The superuser cannot connect at all. */
    private static final String WHO_MAY_CONNECT = """
            host %1$s %1$s 127.0.0.1/32 scram-sha-256
            """.formatted(NAME);

    static PostgresCluster open(PostgresPrograms programs, Path dataDir) throws IOException {
        var directory = directory(dataDir);
        if (!Files.exists(directory)) {
            create(programs, dataDir.resolve("postgres.new"), directory);
        }
        return new PostgresCluster(programs, directory);
    }

    /** Where it is in the data directory; complete once it exists. */
    static Path directory(Path dataDir) {
        return dataDir.resolve("postgres");
    }

    /** Starts on the port, after stopping what a killed process may have left running. */
    Outcome start(int port) throws IOException {
        stopOrphan();
        Files.writeString(directory.resolve("postgresql.conf"), CONFIGURATION.formatted(port));
        Files.writeString(directory.resolve("pg_hba.conf"), WHO_MAY_CONNECT);
        continueLog();
        programs.own(directory);
        return control("start", "-w", "-t", SECONDS, "-l", log().toString());
    }

    /** Closes connections and writes everything to disk. */
    void stop() {
        if (!control("stop", "-w", "-t", SECONDS, "-m", "fast").succeeded()) {
            control("stop", "-w", "-t", SECONDS, "-m", "immediate");
        }
    }

    /** The address of the database in a cluster that listens on this port. Contains the password. */
    static String jdbcUrl(String password, int port) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s".formatted(port, NAME, NAME, password);
    }

    /** The password of the cluster's only user. */
    static String password(Path directory) throws IOException {
        return Files.readString(passwordFile(directory)).strip();
    }

    Path log() {
        return directory.resolve("roster.log");
    }

    private void continueLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LONGEST_LOG) {
            Files.move(log(), directory.resolve("roster.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(log(), STARTING + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** PostgreSQL's error message about its last start, on one line. */
    String lastWords() throws IOException {
        var words = new StringBuilder();
        try (var lines = Files.lines(log())) {
            lines.forEach(line -> {
                if (line.equals(STARTING)) {
                    words.setLength(0);
                } else if (line.contains("FATAL") || line.contains("PANIC") || line.contains("DETAIL")) {
                    words.append(words.isEmpty() ? "" : " ").append(line);
                }
            });
        }
        return words.toString();
    }

    private Outcome control(String action, String... arguments) {
        var all = new String[arguments.length + 3];
        all[0] = action;
        all[1] = "-D";
        all[2] = directory.toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return programs.run("pg_ctl", "", all);
    }

    /**
     * A process id proves nothing by itself: after a crash it may belong to any process. PostgreSQL would take any living
     * process with that id for its own and refuse to start.
     */
    private void stopOrphan() throws IOException {
        var command = command();
        if (command.isEmpty()) {
            return;
        }
        if (!command.get().contains("postgres")) {
            Files.delete(pidFile());
        } else if (isOurs(command.get())) {
            stop();
        } else {
            throw new StartRefusedException(
                    "Process %s is a PostgreSQL that may be using %s. Stop it, or delete postmaster.pid there if it is not."
                            .formatted(pid(), directory));
        }
    }

    /** Whether PostgreSQL's main process is alive, as far as the operating system knows. */
    boolean isRunning() {
        try {
            return command().filter(this::isOurs).isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private boolean isOurs(String command) {
        return command.contains(directory.toString());
    }

    /** The command line of the process whose id PostgreSQL has left here; empty if there is no such process any more. */
    private Optional<String> command() throws IOException {
        var pid = pid();
        return pid.matches("\\d+")
                ? ProcessHandle.of(Long.parseLong(pid))
                        .flatMap(process -> process.info().commandLine())
                : Optional.empty();
    }

    private String pid() throws IOException {
        return Files.exists(pidFile())
                ? Files.readString(pidFile()).lines().findFirst().orElse("")
                : "";
    }

    private Path pidFile() {
        return directory.resolve("postmaster.pid");
    }

    /** Created under another name first, so that a start that is killed midway leaves nothing that looks complete. */
    private static void create(PostgresPrograms programs, Path draft, Path directory) throws IOException {
        FileSystemUtils.deleteRecursively(draft);
        Files.createDirectory(
                draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        programs.own(draft);
        programs.require(
                "initdb",
                "",
                "--pgdata=" + draft,
                "--username=postgres",
                "--auth=reject",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        var password = randomPassword();
        var statements = """
                create role %1$s login password '%2$s';

                create database %1$s owner %1$s;

                """.formatted(NAME, password);
        // Iterations protect a password that could be guessed. This one has 192 random bits, and they would cost a
        // third of a second at every start.
        programs.require(
                "postgres",
                statements,
                "--single",
                "-j",
                "-c",
                "scram_iterations=1",
                "-D",
                draft.toString(),
                "postgres");
        Files.createFile(
                passwordFile(draft),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile(draft), password);
        Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path passwordFile(Path directory) {
        return directory.resolve("roster.password");
    }

    private static String randomPassword() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
