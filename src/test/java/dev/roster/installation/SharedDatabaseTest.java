package dev.roster.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a node asks of a database that others have used before it: their secret, and tables that it knows. */
class SharedDatabaseTest {
    private static final String OLD = key(1);
    private static final String NEW = key(2);

    @TempDir
    static Path directory;

    private static EmbeddedDatabase database;
    private static HikariDataSource source;

    @BeforeAll
    static void start() {
        database = EmbeddedDatabase.start(directory);
        source = new HikariDataSource();
        source.setJdbcUrl(database.jdbcUrl());
        Schema.of(database).upgrade();
    }

    @AfterAll
    static void stop() {
        source.close();
        database.close();
    }

    @BeforeEach
    void start_with_the_old_secret() {
        node(OLD).forget();
        starts(OLD);
    }

    @Test
    void a_node_with_another_secret_does_not_start() {
        assertThatThrownBy(() -> starts(NEW))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("another server secret")
                .message()
                .doesNotContain(OLD, NEW);
        starts(OLD);
    }

    @Test
    void nodes_change_to_a_new_secret_in_turn() {
        starts(NEW + "," + OLD);
        starts(OLD);
        starts(NEW + "," + OLD);
        starts(NEW);

        assertThatThrownBy(() -> starts(OLD)).isInstanceOf(StartRefusedException.class);
    }

    @Test
    void a_new_secret_is_known_once_a_node_has_started_with_it() {
        assertThat(node(NEW + "," + OLD).hasCurrent()).isFalse();
        starts(NEW + "," + OLD);
        assertThat(node(NEW).hasCurrent()).isTrue();
    }

    @Test
    void what_is_kept_does_not_contain_the_secret() {
        assertThat(jdbc().sql("select fingerprints::text from known_secrets")
                        .query(String.class)
                        .single())
                .hasSize(66)
                .doesNotContain(OLD)
                .doesNotContain("01".repeat(16));
    }

    @Test
    void tables_of_a_newer_roster_are_left_alone() {
        jdbc().sql("""
                insert into flyway_schema_history
                select installed_rank + 1, '999', 'from the future', type, 'V999__future.sql', 1, installed_by, now(), 1, true
                  from flyway_schema_history order by installed_rank desc limit 1
                """).update();
        try {
            assertThatThrownBy(() -> Schema.of(database).upgrade())
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("schema version 999")
                    .hasMessageContaining(
                            "versions up to " + Schema.of(database).latest());
            assertThatThrownBy(() -> Schema.of(database).requireLatest()).isInstanceOf(StartRefusedException.class);
        } finally {
            jdbc().sql("delete from flyway_schema_history where version = '999'")
                    .update();
        }
        Schema.of(database).requireLatest();
    }

    @Test
    void a_command_upgrades_no_tables() {
        var flyway = Flyway.configure().dataSource(source).schemas("elsewhere").load();

        assertThatThrownBy(() -> new Schema(flyway).requireLatest())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("no data of Roster");
    }

    @Test
    void a_command_joins_the_database_of_a_running_roster() {
        var settings = Settings.readForCommand(Map.of(), List.of("--data-dir=" + directory));

        try (var joined = Database.open(settings)) {
            assertThat(joined.jdbcUrl()).isEqualTo(database.jdbcUrl());
        }
        assertThat(jdbc().sql("select 1").query(Integer.class).single()).isEqualTo(1);
    }

    @Test
    void looking_whether_a_directory_is_held_does_not_release_it() throws Exception {
        var settings = Settings.readForCommand(Map.of(), List.of("--data-dir=" + directory));
        assertThat(Database.isServed(settings)).isTrue();

        var lock = directory.resolve("lock").toRealPath();
        assumeTrue(Files.exists(Path.of("/proc/locks")), "only Linux lists its locks");
        assertThat(Files.readString(Path.of("/proc/locks"))).contains(":" + Files.getAttribute(lock, "unix:ino") + " ");
    }

    @Test
    void a_command_creates_no_database(@TempDir Path empty) {
        var settings = Settings.readForCommand(Map.of(), List.of("--data-dir=" + empty));

        assertThatThrownBy(() -> Database.open(settings).close())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("There is no data in " + empty);
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void without_the_password_of_the_database_nothing_is_left_running(@TempDir Path other) throws Exception {
        EmbeddedDatabase.start(other).close();
        Files.delete(other.resolve("postgres/roster.password"));

        assertThatThrownBy(() -> EmbeddedDatabase.start(other).close())
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("roster.password");
        assertThat(other.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    private static void starts(String secrets) {
        node(secrets).take();
    }

    private static KnownSecrets node(String secrets) {
        var settings = Settings.readForCommand(Map.of("ROSTER_SECRET", secrets), List.of("--data-dir=" + directory));
        return new KnownSecrets(jdbc(), ServerSecret.of(settings));
    }

    private static JdbcClient jdbc() {
        return JdbcClient.create(source);
    }

    private static String key(int filling) {
        var key = new byte[32];
        Arrays.fill(key, (byte) filling);
        return Base64.getEncoder().encodeToString(key);
    }
}
