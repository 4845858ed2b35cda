package dev.roster.installation;

import com.zaxxer.hikari.HikariDataSource;
import dev.roster.standby.Standby;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.SqlProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The beans for the packages above. {@link Settings} already exists: {@code RosterApplication} provides it. */
@Configuration(proxyBeanMethods = false)
public class InstallationConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(InstallationConfiguration.class);
    private static final int CONNECTIONS = 12;

    /**
     * Truncated to microseconds, like times in PostgreSQL, so that times are read back as written. Replaced by any other
     * clock, such as the settable one of the tests.
     */
    @Bean
    @Fallback
    public static Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    @Bean
    ServerSecret serverSecret(Settings settings) {
        return ServerSecret.of(settings);
    }

    /**
     * A bean of its own, so that Spring closes it after the pool and everything that uses the pool. After the secret, whose file must exist
     * before there is data. Replaced in a command by the one that it has opened.
     */
    @Bean
    @Fallback
    Database database(Settings settings, ServerSecret secret) {
        return Database.start(settings);
    }

    @Bean
    @Fallback
    FlywayMigrationStrategy migration() {
        return flyway -> new Schema(flyway).upgrade();
    }

    @Bean
    KnownSecrets knownSecrets(JdbcClient jdbc, ServerSecret secret) {
        return new KnownSecrets(jdbc, secret);
    }

    /** Before Roster accepts its first request. */
    @Bean
    @ConditionalOnWebApplication
    SmartInitializingSingleton secretCheck(KnownSecrets known) {
        return known::take;
    }

    /** Told by the watch to give up its connections, since afterwards another server may be the primary. */
    @Bean
    DatabaseWatch databaseWatch(Database database, ObjectProvider<DataSource> pool) {
        return new DatabaseWatch(database, () -> pool.ifAvailable(InstallationConfiguration::giveUpConnections));
    }

    @Bean
    Standby standby(Settings settings, Database database) {
        var url = settings.readDatabaseUrl();
        return url == null
                ? Standby.none()
                : Standby.of(
                        new Standby.Address(database.jdbcUrl(), database.properties()),
                        new Standby.Address(url, Database.propertiesOf(url, "preferSecondary")));
    }

    @Bean
    DataSource dataSource(Database database, DatabaseWatch watch, Standby standby, MeterRegistry metrics) {
        var pool = new HikariDataSource();
        pool.setPoolName("roster");
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setDataSourceProperties(database.properties());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
        pool.setIdleTimeout(Duration.ofMinutes(1).toMillis());
        // Each statement is written for one index; planning it again for every parameter costs more than running it.
        pool.setConnectionInitSql("set plan_cache_mode = force_generic_plan");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        return new DeferringDataSource(pool, watch, standby, metrics.counter("roster.statements"));
    }

    private static void giveUpConnections(DataSource source) {
        try {
            var pool = source.unwrap(HikariDataSource.class).getHikariPoolMXBean();
            if (pool != null) {
                pool.softEvictConnections();
            }
        } catch (SQLException notPooled) {
            throw new IllegalStateException(notPooled);
        }
    }

    @Bean
    JdbcTemplate jdbcTemplate(DataSource dataSource) {
        return new RepeatingReads(dataSource);
    }

    /** Repeats a read once if the database closed its connection: it may have been restarted, or another one took over. */
    private static final class RepeatingReads extends JdbcTemplate {
        private static final Pattern READ =
                Pattern.compile("(?is)\\s*(?:select|with)\\b(?!.*\\b(?:insert|update|delete)\\b).*");

        RepeatingReads(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        public <T extends @Nullable Object> T query(
                PreparedStatementCreator statement,
                @Nullable PreparedStatementSetter values,
                ResultSetExtractor<T> reader) {
            var begun = new AtomicBoolean();
            ResultSetExtractor<T> noting = rows -> {
                begun.set(true);
                return reader.extractData(rows);
            };
            try {
                return super.query(statement, values, noting);
            } catch (DataAccessException failed) {
                if (begun.get() || !isRead(statement) || !Outage.isBehind(failed)) {
                    throw failed;
                }
                giveUpConnections(Objects.requireNonNull(getDataSource()));
                return super.query(statement, values, reader);
            }
        }

        /** Within a transaction, what it has done so far is lost as well. A read from the stand-by is repeated on the primary. */
        private static boolean isRead(PreparedStatementCreator statement) {
            return !TransactionSynchronizationManager.isActualTransactionActive()
                    && !Standby.isReading()
                    && statement instanceof SqlProvider known
                    && READ.matcher(String.valueOf(known.getSql())).matches();
        }
    }

    /** Indexing a large table takes longer than any other statement may. */
    @Bean
    FlywayConfigurationCustomizer patientMigrations(Database database) {
        return flyway -> {
            var properties = database.properties();
            properties.setProperty("socketTimeout", "0");
            flyway.dataSource(new SimpleDriverDataSource(new Driver(), database.jdbcUrl(), properties));
        };
    }

    @Bean
    Callback migrationLines() {
        return new BaseCallback() {
            @Override
            public boolean supports(Event event, @Nullable Context context) {
                return event == Event.AFTER_EACH_MIGRATE;
            }

            @Override
            public void handle(Event event, Context context) {
                var done = context.getMigrationInfo();
                LOG.info("The database was migrated to version {} ({}).", done.getVersion(), done.getDescription());
            }
        };
    }

    @Bean
    Announcements announcements(Settings settings, Clock clock) {
        return new Announcements(settings.logFormat(), clock);
    }
}
