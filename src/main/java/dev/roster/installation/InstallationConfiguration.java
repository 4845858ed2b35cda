package dev.roster.installation;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The beans for the packages above. {@link Settings} already exists: {@code RosterApplication} provides it. */
@Configuration(proxyBeanMethods = false)
public class InstallationConfiguration {
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

    @Bean
    DataSource dataSource(Database database) {
        var pool = new HikariDataSource();
        pool.setPoolName("roster");
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
        pool.setIdleTimeout(Duration.ofMinutes(1).toMillis());
        pool.addDataSourceProperty("ApplicationName", "roster");
        // Each statement is written for one index; planning it again for every parameter costs more than running it.
        pool.setConnectionInitSql("set plan_cache_mode = force_generic_plan");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        return new DeferringDataSource(pool);
    }

    @Bean
    Announcements announcements(Settings settings) {
        return new Announcements(settings.logFormat());
    }
}
