package dev.roster.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.roster.standby.Standby;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Two real PostgreSQL, one of which follows the other: made from a copy of its files. */
class StandbyTest {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration MOST_LAG = Duration.ofMillis(500);

    private static final String ON_STANDBY = "select pg_is_in_recovery()";

    @TempDir
    static Path folder;

    private static PostgresCluster primary;
    private static PostgresCluster follower;
    private static String primaryUrl;
    private static String followerUrl;
    private static int followerPort;

    @BeforeAll
    static void start_both() throws IOException {
        var programs = PostgresPrograms.find(folder);
        primary = PostgresCluster.open(programs, folder);
        int port = FreePort.asked(InetAddress.getLoopbackAddress(), 0);
        // Once, so that what is copied has the settings with which both run.
        assertThat(primary.start(port).succeeded()).isTrue();
        primary.stop();
        programs.require(
                "postgres", """
                alter role roster replication;

                grant execute on function pg_wal_replay_pause(), pg_wal_replay_resume() to roster;

                """, "--single", "-j", "-D", primary.directory().toString(), "roster");
        var password = PostgresCluster.password(primary.directory());
        var copy = Files.createDirectories(folder.resolve("second")).resolve("postgres");
        copy(primary.directory(), copy);
        follower = new PostgresCluster(programs, copy);

        assertThat(primary.start(port).succeeded()).isTrue();
        Files.writeString(
                primary.directory().resolve("pg_hba.conf"),
                "host roster,replication roster 127.0.0.1/32 scram-sha-256\n");
        programs.require("pg_ctl", "", "reload", "-D", primary.directory().toString());
        Files.createFile(copy.resolve("standby.signal"));
        Files.writeString(
                copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=%d user=roster password=%s'\n".formatted(port, password));
        followerPort = FreePort.asked(InetAddress.getLoopbackAddress(), 0);
        assertThat(follower.start(followerPort).succeeded())
                .as(follower.lastWords())
                .isTrue();
        primaryUrl = PostgresCluster.jdbcUrl(password, port);
        followerUrl = PostgresCluster.jdbcUrl(password, followerPort);
    }

    @AfterAll
    static void stop_both() {
        follower.stop();
        primary.stop();
    }

    @Test
    void reads_that_may_lag_go_to_the_standby_and_nothing_else_does() {
        try (var standby = standby(followerUrl)) {
            var jdbc = jdbc(standby);
            assertThat(asked(jdbc)).isFalse();

            assertThat(standby.read(() -> asked(jdbc))).isTrue();
            var streamed = new AtomicInteger();
            standby.stream(() -> streamed.set(asked(jdbc) ? 1 : 2));
            assertThat(streamed).hasValue(1);
            var transaction = new TransactionTemplate(new DataSourceTransactionManager(source(standby)));
            assertThat(transaction.<Boolean>execute(_ -> standby.read(() -> asked(jdbc))))
                    .isFalse();
        }
    }

    @Test
    void a_read_that_fails_there_is_repeated_on_the_primary() {
        try (var standby = standby(followerUrl)) {
            var jdbc = jdbc(standby);
            var tries = new AtomicInteger();

            var onStandby = standby.read(() -> {
                if (tries.incrementAndGet() == 1) {
                    throw new TransientDataAccessResourceException("conflict with recovery");
                }
                return asked(jdbc);
            });

            assertThat(onStandby).isFalse();
            assertThat(tries).hasValue(2);
        }
    }

    @Test
    void while_it_lags_or_is_away_the_primary_answers() throws SQLException {
        try (var standby = standby(followerUrl)) {
            var jdbc = jdbc(standby);

            run(followerUrl, "select pg_wal_replay_pause()");
            try {
                run(primaryUrl, "create table written as select 1");
                await().until(() -> !standby.keepsUp());
                assertThat(standby.read(() -> asked(jdbc))).isFalse();
            } finally {
                run(followerUrl, "select pg_wal_replay_resume()");
            }
            await().until(standby::keepsUp);

            follower.stop();
            assertThat(standby.read(() -> asked(jdbc))).isFalse();
            await().until(() -> !standby.keepsUp());
            assertThat(startAgain()).isTrue();
            await().until(standby::keepsUp);
            assertThat(standby.read(() -> asked(jdbc))).isTrue();
        }
    }

    @Test
    void a_server_that_does_not_follow_the_primary_is_never_asked() throws Exception {
        try (var other = EmbeddedDatabase.start(Files.createDirectories(folder.resolve("other")));
                var toItself = Standby.of(at(primaryUrl), at(primaryUrl), LOOK_EVERY, MOST_LAG);
                var toAnother = Standby.of(at(primaryUrl), at(other.jdbcUrl()), LOOK_EVERY, MOST_LAG)) {
            await().during(MOST_LAG).until(() -> !toItself.keepsUp() && !toAnother.keepsUp());
        }
    }

    private static Standby standby(String url) {
        var standby = Standby.of(at(primaryUrl), at(url), LOOK_EVERY, MOST_LAG);
        await().until(standby::keepsUp);
        return standby;
    }

    private static Standby.Address at(String url) {
        return new Standby.Address(url, new GivenDatabase(url, true).properties());
    }

    private static boolean asked(JdbcClient jdbc) {
        return jdbc.sql(ON_STANDBY).query(Boolean.class).single();
    }

    private static JdbcClient jdbc(Standby standby) {
        return JdbcClient.create(source(standby));
    }

    /** The same choice as the server's pool makes. */
    private static DataSource source(Standby standby) {
        return new DelegatingDataSource(new DriverManagerDataSource(primaryUrl)) {
            @Override
            public Connection getConnection() throws SQLException {
                var there = standby.connection();
                return there.isPresent() ? there.get() : super.getConnection();
            }
        };
    }

    private static boolean startAgain() {
        try {
            return follower.start(followerPort).succeeded();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void run(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
