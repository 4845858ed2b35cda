package dev.roster.health;

import dev.roster.access.Actor;
import dev.roster.access.OperatorPermit;
import dev.roster.health.Check.Advice;
import dev.roster.health.Check.Fact;
import dev.roster.health.HealthRepository.Figures;
import dev.roster.health.HealthRepository.NodeSession;
import dev.roster.installation.Settings;
import dev.roster.mail.Mails;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Looks at each part of the installation, for the operator. */
@Component
public class Checks {
    private static final int PERCENT_OF_CONNECTIONS = 80;
    private static final Duration MAIL_WAITS_AT_MOST = Duration.ofMinutes(15);
    private static final Duration CERTIFICATE_LASTS_AT_LEAST = Duration.ofDays(14);
    private static final Duration BACKED_UP_EVERY = Duration.ofDays(2);
    private static final Duration CERTIFICATE_ENDS = Duration.ofDays(3);
    private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB");

    private final HealthRepository repository;
    private final Mails mails;
    private final Disk disk;
    private final Settings settings;
    private final Clock clock;

    Checks(HealthRepository repository, Mails mails, Disk disk, Settings settings, Clock clock) {
        this.repository = repository;
        this.mails = mails;
        this.disk = disk;
        this.settings = settings;
        this.clock = clock;
    }

    /** All parts, in a fixed order. */
    public List<Check> list(Actor actor) {
        var operator = actor.requireOperator();
        var figures = repository.figures(clock.instant());
        var checks = new ArrayList<Check>();
        checks.add(database());
        checks.add(nodes(operator));
        checks.add(mail(actor, figures));
        checks.add(jobs(figures));
        checks.add(backup(figures));
        if (disk.free().isPresent()) {
            checks.add(disk());
        }
        if (settings.tls() != null) {
            checks.add(certificate(settings.tls()));
        }
        return checks;
    }

    /** The statements that take most time in total. */
    public List<SlowStatement> slowest(Actor actor) {
        return repository.slowest(actor.requireOperator());
    }

    private Check database() {
        var found = repository.database();
        var facts = List.of(
                Fact.of("health.database.version", found.version()),
                Fact.of("health.database.schema", found.schema()),
                Fact.of("health.database.size", size(found.bytes())),
                Fact.of("health.database.connections", found.connections() + " / " + found.maxConnections()));
        return found.connections() * 100 < found.maxConnections() * PERCENT_OF_CONNECTIONS
                ? Check.good("health.database", facts)
                : Check.warning("health.database", facts, Advice.of("health.database.advice"));
    }

    private Check nodes(OperatorPermit operator) {
        var found = repository.nodes(operator);
        var facts = found.stream()
                .map(node -> new Fact(node.host(), node.version(), node.since()))
                .toList();
        return found.stream().map(NodeSession::version).distinct().count() <= 1
                ? Check.good("health.nodes", facts)
                : Check.warning("health.nodes", facts, Advice.of("health.nodes.advice"));
    }

    private Check mail(Actor actor, Figures figures) {
        var facts = new ArrayList<Fact>();
        facts.add(Fact.of("health.mail.queued", figures.queued()));
        facts.add(Fact.of("health.mail.failed", figures.failed()));
        var oldest = figures.oldestDue();
        if (oldest != null) {
            facts.add(new Fact("health.mail.oldest", "", oldest));
        }
        var pause = mails.pause(actor);
        if (pause.isPresent()) {
            return Check.bad(
                    "health.mail",
                    facts,
                    Advice.of("health.mail.advice.paused", pause.get().reason()));
        }
        if (settings.smtpServer() == null && !settings.demo()) {
            return Check.warning("health.mail", facts, Advice.of("health.mail.advice.no-server"));
        }
        if (oldest != null && oldest.plus(MAIL_WAITS_AT_MOST).isBefore(clock.instant())) {
            return Check.bad("health.mail", facts, Advice.of("health.mail.advice.late"));
        }
        return figures.failed() == 0
                ? Check.good("health.mail", facts)
                : Check.warning("health.mail", facts, Advice.of("health.mail.advice.failed"));
    }

    private static Check jobs(Figures figures) {
        var facts =
                List.of(Fact.of("health.jobs.late", figures.late()), Fact.of("health.jobs.failing", figures.failing()));
        if (figures.late() > 0) {
            return Check.warning("health.jobs", facts, Advice.of("health.jobs.advice.late"));
        }
        return figures.failing() == 0
                ? Check.good("health.jobs", facts)
                : Check.warning("health.jobs", facts, Advice.of("health.jobs.advice.failing"));
    }

    /** With PostgreSQL elsewhere, it may be backed up there. */
    private Check backup(Figures figures) {
        var last = figures.lastBackupAt();
        var facts =
                List.of(last == null ? Fact.of("health.backup.never", "") : new Fact("health.backup.last", "", last));
        boolean late = last == null || last.plus(BACKED_UP_EVERY).isBefore(clock.instant());
        return late && settings.databaseUrl() == null
                ? Check.warning("health.backup", facts, Advice.of("health.backup.advice"))
                : Check.good("health.backup", facts);
    }

    private Check disk() {
        var facts = List.of(Fact.of("health.disk.free", size(disk.free().orElse(0))));
        var advice = Advice.of("health.disk.advice", settings.dataDir());
        if (disk.isFull()) {
            return Check.bad("health.disk", facts, advice);
        }
        return disk.isLow() ? Check.warning("health.disk", facts, advice) : Check.good("health.disk", facts);
    }

    private Check certificate(Settings.Tls tls) {
        return Certificate.endsAt(tls)
                .map(endsAt -> certificate(endsAt, tls))
                .orElseGet(() -> Check.bad("health.certificate", List.of(), advice(tls)));
    }

    private Check certificate(Instant endsAt, Settings.Tls tls) {
        var facts = List.of(new Fact("health.certificate.ends", "", endsAt));
        var left = Duration.between(clock.instant(), endsAt);
        if (left.compareTo(CERTIFICATE_ENDS) < 0) {
            return Check.bad("health.certificate", facts, advice(tls));
        }
        return left.compareTo(CERTIFICATE_LASTS_AT_LEAST) < 0
                ? Check.warning("health.certificate", facts, advice(tls))
                : Check.good("health.certificate", facts);
    }

    private static Advice advice(Settings.Tls tls) {
        return Advice.of("health.certificate.advice", tls.certificate());
    }

    /** In powers of a thousand, with one digit after the point below ten. */
    public static String size(long bytes) {
        double value = bytes / 1000.0;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.size() - 1) {
            value /= 1000;
            unit++;
        }
        return (value < 10 ? Math.round(value * 10) / 10.0 + "" : Long.toString(Math.round(value))) + " "
                + UNITS.get(unit);
    }
}
