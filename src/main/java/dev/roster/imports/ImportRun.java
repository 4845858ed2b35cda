package dev.roster.imports;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Permit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.http.WebProblem;
import dev.roster.importfile.Refusal;
import dev.roster.rights.Authors;
import dev.roster.shared.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Carries out imports with one transaction per chunk: a crash loses only the chunk in progress, which is processed again from
 * its start.
 */
@Component
class ImportRun {
    /** After that, other jobs get their turn: emails go out while a million rows come in. */
    private static final Duration TURN = Duration.ofSeconds(5);

    private static final int TRIES_OF_CHUNK = 5;
    private static final int TRIES_OF_JOB = 5;
    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(20);

    /** Across all imports: each takes a database connection, which people using the console need, too. */
    private static final int LANES = 3;

    private static final Permit JOB = new Actor.Job(Imports.JOB).requireOperator();
    private static final Logger log = LoggerFactory.getLogger(ImportRun.class);

    private final ImportRepository repository;
    private final ChunkRepository chunks;
    private final ChunkRun chunkRun;
    private final Authors authors;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Semaphore lanes = new Semaphore(LANES, true);

    ImportRun(
            ImportRepository repository,
            ChunkRepository chunks,
            ChunkRun chunkRun,
            Authors authors,
            AuditLog audit,
            TransactionOperations transactions,
            Clock clock) {
        this.repository = repository;
        this.chunks = chunks;
        this.chunkRun = chunkRun;
        this.authors = authors;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Continues an import for a while: several chunks at a time, since PostgreSQL and Roster alternately wait for each other
     * and for the disk.
     */
    CompletionHandler<Void> run(TaskInstance<Void> job, ExecutionContext context) {
        var id = ImportKey.read(job.getId());
        var until = clock.instant().plus(TURN);
        BooleanSupplier mayGoOn = () ->
                !context.getSchedulerState().isShuttingDown() && clock.instant().isBefore(until);
        var wait = lanes(() -> work(id, mayGoOn));
        var over = wait.isZero() && endIfDone(id);
        var when = clock.instant().plus(wait);
        return (complete, operations) -> {
            if (over) {
                operations.stop();
            } else {
                operations.reschedule(complete, when);
            }
        };
    }

    /** The longest that any of the lanes has to wait. */
    private static Duration lanes(Callable<Duration> lane) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waits = threads.invokeAll(Collections.nCopies(LANES, lane));
            var longest = Duration.ZERO;
            for (var wait : waits) {
                longest = wait.get().compareTo(longest) > 0 ? wait.get() : longest;
            }
            return longest;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Duration.ZERO;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed.getCause());
        }
    }

    /** Processes chunk after chunk; returns how long to wait before the next one, if necessary. */
    private Duration work(ImportKey id, BooleanSupplier mayGoOn) {
        try {
            var wait = Optional.of(Duration.ZERO);
            do {
                wait = tryNext(id, 1);
            } while (wait.filter(Duration::isZero).isPresent() && mayGoOn.getAsBoolean());
            return wait.orElse(Duration.ZERO);
        } catch (ProblemException refused) {
            // The person responsible for it may no longer continue.
            fail(id, Refusal.of(refused));
            return Duration.ZERO;
        }
    }

    /** Concurrent writes of the same addresses can conflict; the next attempt sees their result. */
    private Optional<Duration> tryNext(ImportKey id, int tries) {
        lanes.acquireUninterruptibly();
        try {
            return Objects.requireNonNull(transactions.execute(_ -> next(id)));
        } catch (ConcurrencyFailureException | DuplicateKeyException atTheSameMoment) {
            if (tries == TRIES_OF_CHUNK) {
                throw atTheSameMoment;
            }
        } finally {
            lanes.release();
        }
        return tryNext(id, tries + 1);
    }

    /** How long to wait after one chunk; empty if none is left. */
    private Optional<Duration> next(ImportKey id) {
        var running = repository
                .find(id.organization(), id.id())
                .filter(found -> !found.status().isOver());
        if (running.isEmpty()) {
            return Optional.empty();
        }
        var now = running.get();
        if (now.status() == ImportStatus.QUEUED) {
            repository.start(JOB.in(id.organization()), id.id(), clock.instant());
        }
        var maker = authors.find(now.organization(), now.maker()).orElseThrow(AccessProblem.UNAUTHENTICATED::with);
        return chunkRun.next(JOB.in(now.organization()), maker, now);
    }

    /** Whether nothing is left to do. */
    private boolean endIfDone(ImportKey id) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var running = repository
                    .lock(JOB.in(id.organization()), id.id())
                    .filter(found -> !found.status().isOver());
            if (running.isEmpty()) {
                return true;
            }
            boolean done = chunks.areDone(JOB.in(id.organization()), id.id());
            if (done) {
                end(running.get(), ImportStatus.DONE, null);
            }
            return done;
        }));
    }

    private void fail(ImportKey id, Refusal refusal) {
        transactions.executeWithoutResult(_ -> repository
                .lock(JOB.in(id.organization()), id.id())
                .filter(running -> !running.status().isOver())
                .ifPresent(running -> end(running, ImportStatus.FAILED, refusal)));
    }

    /** @param running as read under the lock: with the counts of every chunk that is done */
    private void end(Import running, ImportStatus status, @Nullable Refusal refusal) {
        var here = running.organization();
        repository.end(JOB.in(here), running.id(), status, refusal, clock.instant());
        var counts = running.counts();
        var event = NewAuditEvent.of(status == ImportStatus.DONE ? ImportAction.DONE : ImportAction.FAILED)
                .to("import", running.id())
                .after(Map.of(
                        "dryRun", running.dryRun(),
                        "created", counts.created(),
                        "updated", counts.updated(),
                        "unchanged", counts.unchanged(),
                        "rejected", counts.rejected()));
        var home = authors.find(here, running.maker()).flatMap(maker -> maker.homeWhenActingIn(here));
        audit.recordFor(JOB.in(here), running.maker(), home.map(event::byTeamOf).orElse(event));
    }

    /** An unexpected failure: retried a few times, then left for someone to continue. */
    void failed(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        var execution = complete.getExecution();
        log.error(
                "Import {} stopped",
                execution.taskInstance.getId(),
                complete.getCause().orElse(null));
        if (execution.consecutiveFailures + 1 < TRIES_OF_JOB) {
            Instant again = clock.instant().plus(BEFORE_NEXT_TRY);
            operations.reschedule(complete, again);
        } else {
            fail(ImportKey.read(execution.taskInstance.getId()), Refusal.of(WebProblem.FAULT.with()));
            operations.stop();
        }
    }
}
