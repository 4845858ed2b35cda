package dev.roster.signin;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.roster.access.Actor;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.http.Client;
import dev.roster.jobs.JobQueue;
import dev.roster.person.UserErased;
import dev.roster.shared.Ids;
import dev.roster.shared.UserId;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reports the outcomes of sign-ins: metrics for all of them, at most one log line a minute for failed ones, and audit events
 * for those that failed for an existing user. The log cannot be flooded: the first few per hour are separate events, the
 * others are counted. What was typed as the name is not stored, since people type passwords there.
 */
@Component
class SignInOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(SignInOutcomes.class);
    private static final TaskDescriptor<String> TASK = TaskDescriptor.of("sign-in-failures", String.class);
    private static final int ONE_BY_ONE = 5;
    private static final Duration COUNTED_TOGETHER = Duration.ofHours(1);
    private static final int PLACES = 20;

    /** If more than these are queued on one node, only the metrics count them. */
    private static final int WAITING = 1_000;

    private static final Duration A_LINE_EVERY = Duration.ofMinutes(1);
    private static final Actor.Job ACTOR = new Actor.Job("sign_in");
    private static final String COUNTER = "roster.sign.ins";
    private static final List<String> OUTCOMES = List.of("in", "failed", "limited");

    private final SignInFailureRepository repository;
    private final AuditLog audit;
    private final JobQueue jobs;
    private final TransactionOperations transactions;
    private final MeterRegistry metrics;
    private final Clock clock;

    // On a thread of its own: the answer takes the same time for existing and unknown users.
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("sign-in-outcomes").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    // Only used by the writer's thread.
    private Instant nextLineAt = Instant.MIN;
    private int failed;
    private int unknown;

    SignInOutcomes(
            SignInFailureRepository repository,
            AuditLog audit,
            JobQueue jobs,
            TransactionOperations transactions,
            MeterRegistry metrics,
            Clock clock) {
        this.repository = repository;
        this.audit = audit;
        this.jobs = jobs;
        this.transactions = transactions;
        this.metrics = metrics;
        this.clock = clock;
        // From the start, since a rate cannot be told from a counter that appears with its first event.
        OUTCOMES.forEach(outcome -> metrics.counter(COUNTER, "outcome", outcome));
    }

    void succeeded() {
        count("in");
    }

    /** Nothing was checked: there had been too many attempts. */
    void limited() {
        count("limited");
    }

    /** @param user null for a name that no one has */
    void failed(@Nullable UserId user, Client client) {
        count("failed");
        writer.execute(() -> {
            line(user, client);
            if (user != null) {
                write(user, client);
            }
        });
    }

    private void count(String outcome) {
        metrics.counter(COUNTER, "outcome", outcome).increment();
    }

    private void line(@Nullable UserId user, Client client) {
        failed++;
        unknown += user == null ? 1 : 0;
        var now = clock.instant();
        if (now.isBefore(nextLineAt)) {
            return;
        }
        LOG.info(
                "Failed sign-ins since the last report: {}, with unknown names: {}. The latest came from {}.",
                failed,
                unknown,
                client.address());
        nextLineAt = now.plus(A_LINE_EVERY);
        failed = 0;
        unknown = 0;
    }

    private void write(UserId user, Client client) {
        try {
            transactions.executeWithoutResult(transaction -> record(user, client));
        } catch (RuntimeException lost) {
            LOG.warn("A failed sign-in could not be recorded.", lost);
        }
    }

    private void record(UserId user, Client client) {
        var places = repository.listPlaces(user, PLACES);
        if (places.isEmpty()) {
            return;
        }
        var granted = ACTOR.requireOperator();
        int tries = repository.count(granted, user, clock.instant());
        if (tries == 1) {
            var job = TASK.instance(Ids.next().toString()).data(user.toString()).build();
            jobs.add(job, clock.instant().plus(COUNTED_TOGETHER));
        }
        if (tries <= ONE_BY_ONE) {
            var event = NewAuditEvent.of(SignInAction.SIGN_IN_FAILED).to(user).from(client);
            places.forEach(place -> audit.record(granted.inIfAny(place.organization()), event));
        }
    }

    /** The hour is over: records how many more there were. */
    @Transactional
    void sum(UserId user) {
        var granted = ACTOR.requireOperator();
        var places = repository.listPlaces(user, PLACES);
        int tries = repository.end(granted, user).orElse(0);
        if (tries > ONE_BY_ONE) {
            var event =
                    NewAuditEvent.of(SignInAction.SIGN_INS_FAILED).to(user).after(Map.of("tries", tries - ONE_BY_ONE));
            places.forEach(place -> audit.record(granted.inIfAny(place.organization()), event));
        }
    }

    @EventListener
    void forget(UserErased erased) {
        repository.end(erased.granted(), erased.user());
    }

    @PreDestroy
    void stop() {
        writer.shutdown();
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        Task<String> signInFailuresTask(ObjectProvider<SignInOutcomes> outcomes) {
            return Tasks.oneTime(TASK)
                    .execute((instance, context) ->
                            outcomes.getObject().sum(new UserId(UUID.fromString(instance.getData()))));
        }
    }
}
