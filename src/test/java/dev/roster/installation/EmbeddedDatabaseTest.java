package dev.roster.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One directory for all: unpacking PostgreSQL once is enough. */
class EmbeddedDatabaseTest {
    @TempDir
    static Path directory;

    @BeforeAll
    static void keep_something() throws SQLException {
        try (var database = EmbeddedDatabase.start(directory)) {
            run(database.jdbcUrl(), "create table kept as select 42 as answer");
        }
    }

    @AfterAll
    static void nothing_is_left_running() {
        assertThat(directory.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void data_outlives_a_restart() throws SQLException {
        try (var database = EmbeddedDatabase.start(directory)) {
            assertThat(ask(database.jdbcUrl(), "select answer::text from kept")).isEqualTo("42");
        }
    }

    @Test
    void it_is_a_current_postgres_that_reads_text_as_unicode() throws SQLException {
        try (var database = EmbeddedDatabase.start(directory)) {
            assertThat(ask(database.jdbcUrl(), "show server_version")).startsWith("18.");
            assertThat(ask(database.jdbcUrl(), "select lower('ÄÉŠ')")).isEqualTo("äéš");
        }
    }

    @Test
    void only_this_machine_with_the_password_gets_in_and_not_as_superuser() throws SQLException {
        try (var database = EmbeddedDatabase.start(directory)) {
            var url = database.jdbcUrl();

            assertThat(ask(url, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(url, "select rolsuper::text from pg_roles where rolname = current_user"))
                    .isEqualTo("false");
            assertThatThrownBy(() -> ask(url.replaceAll("password=.*", "password=guess"), "select 1"))
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> ask(url.replace("user=roster", "user=postgres"), "select 1"))
                    .hasMessageContaining("no pg_hba.conf entry");
        }
    }

    @Test
    void a_second_start_on_the_same_directory_is_refused_and_harms_nothing() throws SQLException {
        try (var database = EmbeddedDatabase.start(directory)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(directory))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("already running on the data directory");
            assertThat(ask(database.jdbcUrl(), "select answer::text from kept")).isEqualTo("42");
        }
    }

    @Test
    void what_a_killed_roster_left_running_is_stopped_and_its_data_kept() throws Exception {
        var killed = startInAnotherProcess();
        var orphan = postmaster();
        killed.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        assertThat(orphan.isAlive()).isTrue();

        try (var database = EmbeddedDatabase.start(directory)) {
            assertThat(orphan.onExit()).succeedsWithin(Duration.ofSeconds(10));
            assertThat(ask(database.jdbcUrl(), "select answer::text from kept")).isEqualTo("42");
        }
    }

    @Test
    void a_process_that_only_inherited_the_number_of_a_dead_postgres_is_left_alone() throws Exception {
        var stranger = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(directory.resolve("postgres/postmaster.pid"), stranger.pid() + "\n");

            try (var database = EmbeddedDatabase.start(directory)) {
                assertThat(ask(database.jdbcUrl(), "select answer::text from kept"))
                        .isEqualTo("42");
            }

            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void a_postgres_that_is_killed_is_started_again_within_five_seconds_and_keeps_its_data() throws Exception {
        try (var database = EmbeddedDatabase.start(directory)) {
            var killed = postmaster();
            killed.destroyForcibly();
            assertThat(killed.onExit()).succeedsWithin(Duration.ofSeconds(5));

            await().atMost(Duration.ofSeconds(5))
                    .ignoreExceptions()
                    .until(() -> "42".equals(ask(database.jdbcUrl(), "select answer::text from kept")));

            assertThat(postmaster().pid()).isNotEqualTo(killed.pid());
            await().until(() -> !database.isRestarting());
        }
    }

    @Test
    void its_log_goes_on_after_a_restart_and_tells_of_each_start_and_stop() throws IOException {
        var log = directory.resolve("postgres/roster.log");
        for (int i = 0; i < 2; i++) {
            EmbeddedDatabase.start(directory).close();
        }

        assertThat(Files.readString(log).split("starting PostgreSQL 18")).hasSizeGreaterThan(3);
        assertThat(Files.readString(log).split("database system is shut down")).hasSizeGreaterThan(2);
    }

    @Test
    void a_log_that_has_become_long_is_put_aside() throws IOException {
        var log = directory.resolve("postgres/roster.log");
        Files.writeString(log, "x".repeat(4_000_001));

        EmbeddedDatabase.start(directory).close();

        assertThat(Files.size(log)).isLessThan(100_000);
        assertThat(directory.resolve("postgres/roster.log.1")).hasSize(4_000_001);
    }

    /** Starts the database in a separate process, which then waits to be killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws InterruptedException {
            EmbeddedDatabase.start(Path.of(arguments[0]));
            System.out.println("started");
            Thread.sleep(60_000);
        }
    }

    private static Process startInAnotherProcess() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader().lines().anyMatch("started"::equals)).isTrue();
        return process;
    }

    private static ProcessHandle postmaster() throws IOException {
        var pid =
                Files.readAllLines(directory.resolve("postgres/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static void run(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
