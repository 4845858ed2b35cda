package dev.roster.idempotency;

import dev.roster.access.Needs;
import dev.roster.access.Needs.Met;
import dev.roster.idempotency.KeptAnswerRepository.Claim;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionOperations;

/** Carries requests out once, and keeps what they were answered. */
@Component
public class KeptAnswers {
    private static final Duration KEPT = Duration.ofDays(1);

    /** How long a request waits for the one before it, holding a connection no longer than a glance takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration GLANCE = Duration.ofMillis(20);
    private static final Duration PAUSE = Duration.ofMillis(60);

    /** Each holds a connection while it works, and what it does may want another: half of the pool is for those. */
    private static final int AT_ONCE = 6;

    private final KeptAnswerRepository repository;
    private final AnswerSeal seal;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    KeptAnswers(KeptAnswerRepository repository, AnswerSeal seal, TransactionOperations transactions, Clock clock) {
        this.repository = repository;
        this.seal = seal;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param needs what it took to be allowed, the first time
     * @param repeated whether it was kept, and nothing was done
     */
    record Given(Answer answer, Needs needs, boolean repeated) {}

    /**
     * Gives the answer that is kept for this request, or carries it out and keeps what it is answered, in one
     * transaction: a crash leaves the work undone and the key free, or both done.
     *
     * @param work what it does is undone where it refuses
     * @throws dev.roster.shared.ProblemException {@link IdempotencyProblem}
     */
    Given once(KeyedRequest request, Supplier<Met<Answer>> work) {
        var given = patiently(request, work);
        boolean undone = !given.repeated() && given.answer().refuses();
        return undone && given.answer().isToBeKept() ? keepRefusal(request, given) : given;
    }

    void deleteOld() {
        repository.deleteBefore(clock.instant().minus(KEPT));
    }

    private Given patiently(KeyedRequest request, Supplier<Met<Answer>> work) {
        long start = System.nanoTime();
        do {
            var given = attempt(request, work);
            if (given.isPresent()) {
                return given.get();
            }
            pause();
        } while (System.nanoTime() - start < PATIENCE.toNanos());
        throw IdempotencyProblem.KEY_IN_USE.with().detail("retryAfter", 1L);
    }

    /** Nothing where somebody else has taken the key, and is still at work. */
    private Optional<Given> attempt(KeyedRequest request, Supplier<Met<Answer>> work) {
        turns.acquireUninterruptibly();
        try {
            return Objects.requireNonNull(transactions.execute(transaction -> switch (claim(transaction, request)) {
                case OURS -> Optional.of(carryOut(transaction, request, work));
                case TAKEN -> Optional.of(kept(request));
                case IN_USE -> Optional.empty();
            }));
        } finally {
            turns.release();
        }
    }

    private Given carryOut(TransactionStatus transaction, KeyedRequest request, Supplier<Met<Answer>> work) {
        var done = work.get();
        var given = new Given(done.result(), done.needs(), false);
        if (given.answer().refuses()) {
            transaction.setRollbackOnly();
        } else {
            keep(request, given);
        }
        return given;
    }

    /**
     * Keeps a refusal, after all that led to it was undone, the claim with it. Whoever came between has decided what this
     * key is answered.
     */
    private Given keepRefusal(KeyedRequest request, Given refusal) {
        return Objects.requireNonNull(transactions.execute(transaction -> switch (claim(transaction, request)) {
            case OURS -> {
                keep(request, refusal);
                yield refusal;
            }
            case TAKEN -> kept(request);
            case IN_USE -> refusal;
        }));
    }

    private Claim claim(TransactionStatus transaction, KeyedRequest request) {
        var now = clock.instant();
        repository.waitForLocks(GLANCE);
        var claim = repository.claim(request, seal.mac(request), now, now.minus(KEPT));
        switch (claim) {
            case OURS -> repository.waitForLocks(Duration.ZERO);
            case TAKEN -> {}
            case IN_USE -> transaction.setRollbackOnly();
        }
        return claim;
    }

    private void keep(KeyedRequest request, Given given) {
        repository.keep(request, seal.seal(request, given.answer()), given.needs());
    }

    private Given kept(KeyedRequest request) {
        var kept = repository.get(request);
        if (!seal.isOf(request, kept.mac())) {
            throw IdempotencyProblem.KEY_REUSED.with();
        }
        var answer = seal.open(request, kept.answer()).orElseThrow(IdempotencyProblem.KEY_REUSED::with);
        return new Given(answer, kept.needs(), true);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw IdempotencyProblem.KEY_IN_USE.with();
        }
    }
}
