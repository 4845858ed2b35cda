package dev.roster.mail;

import com.github.kagkarlsson.scheduler.task.Task;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.roster.access.Actor;
import dev.roster.installation.SmtpServer;
import dev.roster.jobs.Jobs;
import dev.roster.shared.EmailAddress;
import dev.roster.support.Statements;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.ResolvableType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A separate database and any number of nodes on it, with a clock that stands still until it is moved. */
final class MailBench implements AutoCloseable {
    static final Actor OPERATOR = new Actor.Job("test");
    static final String KIND = "greeting";
    static final MailContent GREETING = new MailContent(
            "Welcome to Acme",
            "Acme Inc.",
            List.of("Hello Ada.", "Please set a password."),
            new MailContent.Button("Set password", URI.create("https://roster.example/links/abc?x=1&y=2")),
            List.of("The link works for 24 hours."));

    private static final String MIGRATED = "migrated";
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable EmbeddedPostgres postgres;

    final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    Duration pollingInterval = Duration.ofMillis(200);
    volatile Function<QueuedMail, Optional<MailContent>> content = _ -> Optional.of(GREETING);
    volatile Consumer<List<QueuedMail>> reading = _ -> {};
    /** What the nodes have sent to the database. */
    final List<String> statements = new CopyOnWriteArrayList<>();

    final HikariDataSource dataSource;
    private final List<Node> nodes = new ArrayList<>();

    MailBench() {
        var database = "mail" + DATABASES.incrementAndGet();
        try (var admin = pool("postgres")) {
            JdbcClient.create(admin)
                    .sql("create database " + database + " template " + MIGRATED)
                    .update();
        }
        dataSource = pool(database);
    }

    private static synchronized EmbeddedPostgres postgres() {
        if (postgres == null) {
            try {
                var started = EmbeddedPostgres.start();
                postgres = started;
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started)));
                try (var admin = pool("postgres")) {
                    JdbcClient.create(admin).sql("create database " + MIGRATED).update();
                }
                Flyway.configure()
                        .dataSource(started.getDatabase("postgres", MIGRATED))
                        .load()
                        .migrate();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return postgres;
    }

    private static void stop(EmbeddedPostgres started) {
        try {
            started.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HikariDataSource pool(String database) {
        var config = new HikariConfig();
        config.setJdbcUrl(postgres().getJdbcUrl("postgres", database));
        config.setMaximumPoolSize(10);
        return new HikariDataSource(config);
    }

    static MailSettings smtp(int port) {
        return new MailSettings(SmtpServer.read("smtp://127.0.0.1:" + port), "Roster <roster@roster.example>", false);
    }

    static NewMail mailTo(String address) {
        return new NewMail(null, null, KIND, new EmailAddress(address), "en", Map.of());
    }

    Node start(MailSettings settings) {
        return node(settings, true);
    }

    /** A node that queues and never delivers. */
    Node idle(MailSettings settings) {
        return node(settings, false);
    }

    private Node node(MailSettings settings, boolean delivers) {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(DataSource.class, () -> new Counted(dataSource, statements));
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(MailSettings.class, () -> settings);
        context.registerBean(MailRenderer.class, () -> new Renderer(this));
        context.register(Wiring.class, Bell.class, Outbox.class, Mails.class, MailRepository.class);
        context.register(MailComposer.class, MailTransport.class, Delivery.class);
        if (delivers) {
            context.registerBean(
                    Task.class, () -> new MailJobs().mailCleanUp(context.getBean(MailRepository.class), clock));
            context.registerBean(
                    Deliveries.class,
                    () -> new Deliveries(
                            context.getBean(MailRepository.class),
                            context.getBean(MailComposer.class),
                            context.getBean(MailTransport.class),
                            context.getBean(Delivery.class),
                            context.getBean(Bell.class),
                            clock,
                            pollingInterval));
            context.registerBean(Jobs.class, () -> {
                var tasks = context.<Task<?>>getBeanProvider(ResolvableType.forClass(Task.class)).stream()
                        .toList();
                return new Jobs(dataSource, tasks, clock, pollingInterval);
            });
        }
        context.refresh();
        var node = new Node(context);
        nodes.add(node);
        return node;
    }

    JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.context().close());
        dataSource.close();
    }

    record Node(AnnotationConfigApplicationContext context) {
        Outbox outbox() {
            return context.getBean(Outbox.class);
        }

        Mails mails() {
            return context.getBean(Mails.class);
        }

        TransactionTemplate transaction() {
            return new TransactionTemplate(context.getBean(JdbcTransactionManager.class));
        }

        MailId enqueue(NewMail mail) {
            return transaction().execute(_ -> outbox().enqueue(OPERATOR.requireOperator(), mail));
        }

        Mail mail(MailId id) {
            return mails().get(OPERATOR, id);
        }
    }

    private record Renderer(MailBench bench) implements MailRenderer {
        @Override
        public Set<String> kinds() {
            return Set.of(KIND);
        }

        @Override
        public Function<QueuedMail, Optional<MailContent>> open(List<QueuedMail> mails) {
            bench.reading.accept(mails);
            return bench.content;
        }
    }

    /** Keeps each statement before it goes to the database. */
    private static final class Counted extends DelegatingDataSource {
        private final List<String> statements;

        Counted(DataSource source, List<String> statements) {
            super(source);
            this.statements = statements;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return Statements.of(super.getConnection(), statements::add);
        }
    }

    /** Without the annotation by which the suite's own server would find these beans and take them for its own. */
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Wiring {
        @Bean
        JdbcClient jdbcClient(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        JdbcTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        JsonMapper jsonMapper() {
            return JsonMapper.builder().build();
        }
    }

    static final class SettableClock extends Clock {
        private volatile Instant now;

        SettableClock(Instant start) {
            now = start;
        }

        synchronized void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
