package dev.roster.health;

import dev.roster.health.HealthRepository.Figures;
import dev.roster.installation.DatabaseWatch;
import dev.roster.installation.Node;
import dev.roster.installation.Settings;
import dev.roster.standby.Standby;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** The metrics of what is in the database and on the disk. Counters are where the counted things happen. */
@Component
class Measures implements MeterBinder {
    /** However often it is measured, and by however many, the database is asked once in this time. */
    private static final Duration FRESH_FOR = Duration.ofSeconds(10);

    private final HealthRepository repository;
    private final DatabaseWatch watch;
    private final Disk disk;
    private final Settings settings;
    private final Clock clock;
    private final Standby standby;

    private @Nullable Figures figures;
    private long readAtNanos;

    Measures(
            HealthRepository repository,
            DatabaseWatch watch,
            Disk disk,
            Settings settings,
            Clock clock,
            Standby standby) {
        this.repository = repository;
        this.watch = watch;
        this.disk = disk;
        this.settings = settings;
        this.clock = clock;
        this.standby = standby;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("roster.info", () -> 1).tag("version", Node.version()).register(registry);
        Gauge.builder("roster.database.up", () -> watch.wrong().isEmpty() ? 1 : 0)
                .register(registry);
        Gauge.builder("roster.standby.used", () -> standby.keepsUp() ? 1 : 0).register(registry);
        Gauge.builder("roster.disk.free", () -> disk.free().orElse(-1))
                .baseUnit("bytes")
                .description("On the disk of the embedded PostgreSQL; -1 if there is none")
                .register(registry);
        Gauge.builder("roster.secret.age", this::secretAge).baseUnit("seconds").register(registry);
        Gauge.builder("roster.certificate.left", this::certificateLeft)
                .baseUnit("seconds")
                .description("Until the certificate of ROSTER_TLS_CERTIFICATE expires")
                .register(registry);
        figure("roster.users", Figures::users).register(registry);
        figure("roster.organizations", Figures::organizations).register(registry);
        figure("roster.mails", Figures::queued).tag("status", "queued").register(registry);
        figure("roster.mails", Figures::failed).tag("status", "failed").register(registry);
        figure("roster.mail.oldest", found -> seconds(found.oldestDue()))
                .baseUnit("seconds")
                .description("For how long an email has been due")
                .register(registry);
        figure("roster.mail.paused", found -> found.paused() ? 1 : 0)
                .description("1 while the mail server accepts no emails")
                .register(registry);
        figure(
                        "roster.backup.age",
                        found ->
                                found.lastBackupAt() == null ? Double.POSITIVE_INFINITY : seconds(found.lastBackupAt()))
                .baseUnit("seconds")
                .description("Since the last roster backup; infinite if there was none")
                .register(registry);
        figure("roster.jobs.late", Figures::late).register(registry);
        figure("roster.jobs.failing", Figures::failing).register(registry);
    }

    private Gauge.Builder<Measures> figure(String name, ToDoubleFunction<Figures> figure) {
        return Gauge.builder(name, this, measures -> {
            var found = measures.figures();
            return found == null ? Double.NaN : figure.applyAsDouble(found);
        });
    }

    private synchronized @Nullable Figures figures() {
        var found = figures;
        if (found == null || System.nanoTime() - readAtNanos > FRESH_FOR.toNanos()) {
            try {
                found = repository.figures(clock.instant());
            } catch (DataAccessException away) {
                found = null;
            }
            figures = found;
            readAtNanos = System.nanoTime();
        }
        return found;
    }

    private double seconds(@Nullable Instant since) {
        return since == null ? 0 : Duration.between(since, clock.instant()).toSeconds();
    }

    private double certificateLeft() {
        return Optional.ofNullable(settings.tls())
                .flatMap(Certificate::endsAt)
                .map(endsAt ->
                        (double) Duration.between(clock.instant(), endsAt).toSeconds())
                .orElse(Double.NaN);
    }

    /** If it is in the data directory, and not in the settings. */
    private double secretAge() {
        try {
            var changedAt = Files.getLastModifiedTime(settings.dataDir().resolve("secret"));
            return seconds(changedAt.toInstant());
        } catch (IOException elsewhere) {
            return Double.NaN;
        }
    }
}
