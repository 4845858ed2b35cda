package dev.roster.support;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.zaxxer.hikari.HikariDataSource;
import dev.roster.RosterApplication;
import dev.roster.access.Actor;
import dev.roster.installation.ServerSecret;
import dev.roster.installation.Settings;
import dev.roster.organization.NewOrganization;
import dev.roster.organization.Organizations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The single Roster that the suite runs against: the whole application on PostgreSQL, with a mail server. The database is the
 * embedded one, or that of {@code ROSTER_TEST_DATABASE_URL}. With {@code -Droster.test.partitions=8}, its tables are spread
 * over partitions as in {@link PartitionedSchema}.
 */
public final class TestServer {
    private static @Nullable TestServer running;

    /** Acts with the operator's rights, to set up a test's preconditions. */
    public static final Actor.Job OPERATOR = new Actor.Job("test");

    private static final List<String> WITH_NAMES_OR_SECRETS = List.of(
            "users",
            "passwords",
            "authenticators",
            "recovery_codes",
            "memberships",
            "links",
            "mails",
            "audit_events",
            "audit_names",
            "audit_sources",
            "sessions",
            "api_tokens",
            "kept_answers");

    private static final String OPERATOR_TOKEN = "the-operators-token-of-all-tests-0123456789";

    private final ConfigurableApplicationContext context;
    private final Settings settings;
    private final GreenMail mailServer;
    private final SettableClock clock = new SettableClock();
    private final AtomicInteger companies = new AtomicInteger();

    /** Started on first use; it stops with the JVM. */
    public static synchronized TestServer get() {
        if (running == null) {
            ReleasedStatements.recordAtTheEnd();
            running = new TestServer();
        }
        return running;
    }

    private TestServer() {
        mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
        var environment = new HashMap<String, String>();
        environment.put("ROSTER_PORT", "0");
        environment.put("ROSTER_DATA_DIR", temporaryDirectory());
        environment.put(
                "ROSTER_SMTP_URL", "smtp://127.0.0.1:" + mailServer.getSmtp().getPort());
        environment.put("ROSTER_TRUSTED_PROXIES", "127.0.0.1");
        environment.put("ROSTER_STOP_PAUSE", "0");
        environment.put("ROSTER_BOOTSTRAP_TOKEN", OPERATOR_TOKEN);
        var database = System.getenv("ROSTER_TEST_DATABASE_URL");
        if (database != null) {
            environment.put("ROSTER_DATABASE_URL", database);
        }
        settings = Settings.read(environment, List.of());
        var application = RosterApplication.application(settings);
        application.addInitializers(
                starting -> ((GenericApplicationContext) starting).registerBean("testClock", Clock.class, () -> clock));
        application.addInitializers(
                starting -> ((GenericApplicationContext) starting).registerBean(StatementWatch.class));
        int partitions = Integer.getInteger("roster.test.partitions", 0);
        if (partitions > 0) {
            application.addInitializers(starting -> ((GenericApplicationContext) starting)
                    .registerBean(FlywayMigrationStrategy.class, () -> new PartitionedSchema(partitions)));
        }
        context = application.run();
        if (database == null) {
            waitForNoDisk();
        }
    }

    /** No one needs these rows after a power failure, and there are tens of thousands of commits. */
    private void waitForNoDisk() {
        bean(JdbcClient.class)
                .sql("alter role current_user set synchronous_commit = off")
                .update();
        pool().getHikariPoolMXBean().softEvictConnections();
    }

    /** The settings of another node of this installation, on a free port. */
    public Settings settingsOfAnotherNode(Path directory, Map<String, String> more) {
        var environment = new HashMap<>(Map.of("ROSTER_STOP_PAUSE", "0"));
        environment.put("ROSTER_DATABASE_URL", databaseUrl());
        environment.putAll(more);
        environment.put("ROSTER_PORT", "0");
        environment.put("ROSTER_DATA_DIR", directory.toString());
        environment.put(
                "ROSTER_SECRET",
                Base64.getEncoder().encodeToString(bean(ServerSecret.class).current()));
        return Settings.read(environment, List.of());
    }

    /** The environment in which the command {@code roster} finds this server, with more settings. */
    public Map<String, String> environment(Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.put("ROSTER_DATA_DIR", settings.dataDir().toString());
        environment.put("ROSTER_PUBLIC_URL", settings.publicUrl().toString());
        environment.put(
                "ROSTER_SMTP_URL", "smtp://127.0.0.1:" + mailServer.getSmtp().getPort());
        if (settings.databaseUrl() != null) {
            environment.put("ROSTER_DATABASE_URL", settings.databaseUrl());
        }
        return environment;
    }

    /** The address of the database, with user and password. */
    public String databaseUrl() {
        return pool().getJdbcUrl();
    }

    private HikariDataSource pool() {
        try {
            return bean(DataSource.class).unwrap(HikariDataSource.class);
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public SettableClock clock() {
        return clock;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The running server's application context. */
    public ApplicationContext context() {
        return context;
    }

    /** The URL of a path. */
    public String url(String path) {
        return settings.publicUrl() + path;
    }

    /** The secret of an operator's API token. */
    public String operatorToken() {
        return OPERATOR_TOKEN;
    }

    /** The emails that have arrived for an address. */
    public Mailbox mailbox(String address) {
        return new Mailbox(mailServer, address);
    }

    /** A new organization of this preset, separate from other tests'. */
    public Company company(String preset) {
        var number = companies.incrementAndGet();
        return company(preset, "Company " + number, "company-" + number + "-" + Long.toString(System.nanoTime(), 36));
    }

    /** A new organization with a name of its own. */
    public Company company(String preset, String name, String slug) {
        return company(new NewOrganization(name, slug, preset, null));
    }

    /** A new organization linked to this one. */
    public Company linkedTo(Company parent, String name) {
        var slug = "linked-" + companies.incrementAndGet() + "-" + Long.toString(System.nanoTime(), 36);
        return company(new NewOrganization(name, slug, "partner", parent.slug()));
    }

    private Company company(NewOrganization wanted) {
        return new Company(this, bean(Organizations.class).create(OPERATOR, wanted));
    }

    /** A browser in which another operator is signed in. */
    public Visitor operator() {
        return Visitor.of(this).signIn(Operator.of(this).email(), Company.PASSWORD);
    }

    /** The response to a new browser that signs in. */
    public Visitor.Answer tryToSignIn(String name, String password) {
        return Visitor.of(this).tryToSignIn(name, password);
    }

    /** Whether a request has got as far as a lock that another transaction holds. */
    public boolean somebodyWaitsForALock() {
        return bean(JdbcClient.class)
                .sql("select exists (select 1 from pg_stat_activity where wait_event_type = 'Lock')")
                .query(Boolean.class)
                .single();
    }

    /** Every row that could contain a name or a secret, as text. */
    public String everythingStored() {
        var all = new StringBuilder();
        for (var table : WITH_NAMES_OR_SECRETS) {
            all.append(bean(JdbcClient.class)
                    .sql("select coalesce(string_agg(t::text, ' '), '') from " + table + " t")
                    .query(String.class)
                    .single());
        }
        return all.toString();
    }

    private static String temporaryDirectory() {
        try {
            return Files.createTempDirectory("roster-test").toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
