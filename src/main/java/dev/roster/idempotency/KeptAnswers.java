package dev.roster.idempotency;

import dev.roster.access.Needs;
import dev.roster.access.Needs.Met;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.idempotency.KeptAnswerRepository.Claim;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Processes requests once and keeps their answers. */
@Component
public class KeptAnswers {
    private static final Duration KEPT = Duration.ofDays(1);

    /** How long a request waits for the one before it; it holds a connection for only an instant. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration GLANCE = Duration.ofMillis(20);
    private static final Duration PAUSE = Duration.ofMillis(60);

    private final KeptAnswerRepository repository;
    private final AnswerSeal seal;
    private final LateTransactions lateTransactions;
    private final TransactionOperations transactions;
    private final Clock clock;

    KeptAnswers(
            KeptAnswerRepository repository,
            AnswerSeal seal,
            LateTransactions lateTransactions,
            TransactionOperations transactions,
            Clock clock) {
        this.repository = repository;
        this.seal = seal;
        this.lateTransactions = lateTransactions;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param needs the rights that were required the first time
     * @param repeated whether the answer was kept, and nothing was done
     */
    record Given(StoredResponse answer, Needs needs, boolean repeated) {}

    /**
     * Returns the stored answer to this request, or processes it and stores the answer, in one transaction: a crash leaves
     * either the work undone and the key free, or both done. The key is claimed when the work opens a transaction, so that no
     * connection is held for what comes before.
     *
     * @param work changes nothing outside of transactions; rolled back if it refuses
     * @throws dev.roster.shared.ProblemException {@link IdempotencyProblem}
     */
    Given once(KeyedRequest request, Supplier<Met<StoredResponse>> work) {
        long start = System.nanoTime();
        var given = attempt(request, work);
        while (given.isEmpty() && System.nanoTime() - start < PATIENCE.toNanos()) {
            pause();
            given = isInUse(request) ? given : attempt(request, work);
        }
        return given.orElseThrow(KeptAnswers::inUse);
    }

    /**
     * Deletes all answers that name an erased person, in the caller's transaction. Repeating the request still does nothing.
     *
     * @param emails their addresses, by their keys
     * @param usernames the same, for answers to their own organizations and to operators only
     */
    public void forget(
            Permit granted, UserId user, Set<String> emails, Set<String> usernames, Set<OrganizationId> organizations) {
        repository.forget(granted, named(user, emails), named(user, usernames), organizations);
    }

    /** The same for answers to tokens of the organization at hand. */
    public void forgetHere(OrganizationPermit granted, UserId user, Set<String> names) {
        repository.forgetHere(granted, named(user, names));
    }

    private byte[][] named(UserId user, Set<String> names) {
        return Stream.concat(Stream.of(user.toString()), names.stream())
                .flatMap(name -> seal.named(name).stream())
                .toArray(byte[][]::new);
    }

    void deleteOld() {
        repository.deleteBefore(clock.instant().minus(KEPT));
    }

    /** Empty if another request has taken the key and is still in progress. */
    private Optional<Given> attempt(KeyedRequest request, Supplier<Met<StoredResponse>> work) {
        if (repository.isKept(request, clock.instant().minus(KEPT))) {
            return Optional.of(kept(request));
        }
        var claimed = new AtomicReference<>(Claim.OURS);
        Given given;
        try (var late = lateTransactions.late(() -> claim(request, claimed))) {
            var done = late.around(work);
            given = new Given(done.result(), done.needs(), false);
            if (late.hasBegun() && !given.answer().refuses()) {
                keep(request, given);
                late.commit();
                return Optional.of(given);
            }
        }
        return switch (Objects.requireNonNull(claimed.get())) {
            case OURS -> Optional.of(given.answer().isToBeKept() ? keepAfterwards(request, given) : given);
            case TAKEN -> Optional.of(kept(request));
            case IN_USE -> Optional.empty();
        };
    }

    private void claim(KeyedRequest request, AtomicReference<Claim> claimed) {
        claimed.set(claim(request));
        if (claimed.get() != Claim.OURS) {
            throw inUse();
        }
    }

    private boolean isInUse(KeyedRequest request) {
        return Boolean.TRUE.equals(transactions.execute(glance -> {
            glance.setRollbackOnly();
            return claim(request) == Claim.IN_USE;
        }));
    }

    /**
     * Stores a refusal after everything that led to it, including the claim, was rolled back. If another request came between,
     * its answer is the one for this key.
     */
    private Given keepAfterwards(KeyedRequest request, Given given) {
        return Objects.requireNonNull(transactions.execute(transaction -> switch (claim(request)) {
            case OURS -> {
                keep(request, given);
                yield given;
            }
            case TAKEN -> kept(request);
            case IN_USE -> {
                transaction.setRollbackOnly();
                yield given;
            }
        }));
    }

    private Claim claim(KeyedRequest request) {
        var now = clock.instant();
        repository.waitForLocks(GLANCE);
        var claim = repository.claim(request, seal.mac(request), now, now.minus(KEPT));
        if (claim == Claim.OURS) {
            repository.waitForLocks(Duration.ZERO);
        }
        return claim;
    }

    private void keep(KeyedRequest request, Given given) {
        var named = Stream.concat(request.names().stream(), given.answer().names().stream())
                .distinct()
                .map(name -> seal.named(name).getFirst())
                .toArray(byte[][]::new);
        repository.keep(request, seal.seal(request, given.answer()), given.needs(), named);
    }

    private Given kept(KeyedRequest request) {
        var kept = repository.get(request);
        if (!seal.isOf(request, kept.mac())) {
            throw IdempotencyProblem.KEY_REUSED.with();
        }
        var sealed = kept.answer();
        if (sealed == null) {
            throw IdempotencyProblem.ANSWER_ERASED.with();
        }
        var answer = seal.open(request, sealed).orElseThrow(IdempotencyProblem.KEY_REUSED::with);
        return new Given(answer, kept.needs(), true);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw inUse();
        }
    }

    private static ProblemException inUse() {
        return IdempotencyProblem.KEY_IN_USE.with().detail("retryAfter", 1L);
    }
}
