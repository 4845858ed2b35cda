package dev.roster.throttle;

import dev.roster.access.AccessProblem;
import dev.roster.installation.ServerSecret;
import dev.roster.network.IpAddress;
import dev.roster.shared.ProblemException;
import dev.roster.throttle.RateLimitRepository.Budget;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Slows down clients that try too often. */
@Component
public class Throttle {
    private final RateLimitRepository repository;
    private final ServerSecret secret;
    private final MeterRegistry metrics;
    private final Clock clock;

    Throttle(RateLimitRepository repository, ServerSecret secret, MeterRegistry metrics, Clock clock) {
        this.repository = repository;
        this.secret = secret;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The number of attempts available at once, refilled evenly over the time. */
    public record RateLimit(String name, int tries, Duration refill) {}

    /** A limit and the subject whose attempts it counts: an account, a source address; stored only as a hash. */
    public record Counted(RateLimit limit, String of) {}

    /** Counted attempts, which can be refunded if they turn out not to be guesses. */
    public interface Tries {
        void giveBack();
    }

    /**
     * Counts one attempt against a limit.
     *
     * @param of the subject whose attempts are counted
     * @throws dev.roster.shared.ProblemException {@code too-many-requests}, with the minutes to wait, and {@code retryAfter}
     *     in seconds
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public void take(RateLimit limit, String of) {
        takeAll(List.of(new Counted(limit, of)));
    }

    /**
     * Counts one attempt against each limit, or against none if one of them refuses. Counted before the secret is checked, so
     * that a thousand concurrent guesses get no more attempts than are available, whatever becomes of the caller's
     * transaction.
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Tries takeAll(List<Counted> limits) {
        var budgets = limits.stream().map(this::budget).toList();
        var now = clock.instant();
        var taken = repository.take(budgets, now);
        var refused =
                budgets.stream().filter(each -> !taken.contains(each.id())).findFirst();
        if (refused.isPresent()) {
            repository.giveBack(
                    budgets.stream().filter(each -> taken.contains(each.id())).toList());
            var name = limits.get(budgets.indexOf(refused.get())).limit().name();
            metrics.counter("roster.refusals", "limit", name).increment();
            throw refusal(refused.get(), now);
        }
        return () -> repository.giveBack(budgets);
    }

    private ProblemException refusal(Budget budget, Instant now) {
        var missing = Duration.between(now, repository.fullAt(budget.id())).toMillis() / 1_000.0
                + budget.step()
                - budget.refill();
        long seconds = Math.max(1, (long) Math.ceil(missing));
        return AccessProblem.TOO_MANY_REQUESTS.with((seconds + 59) / 60).detail("retryAfter", seconds);
    }

    private Budget budget(Counted counted) {
        var limit = counted.limit();
        double refill = limit.refill().toMillis() / 1_000.0;
        return new Budget(limit.name() + ":" + hash(counted.of()), refill / limit.tries(), refill);
    }

    /** The address that attempts are counted by: an IPv6 subscriber has a /64, so that counts as one. */
    public static String source(String address) {
        return IpAddress.read(address)
                .map(parsed -> parsed instanceof Inet6Address
                        ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), 8)) + "/64"
                        : parsed.getHostAddress())
                .orElse(address);
    }

    /** Deletes counters that are full again. */
    void removeExpired() {
        repository.deleteFull(clock.instant());
    }

    /** Keyed, so that a copy of the database does not reveal who has been here by hashing addresses. */
    private String hash(String of) {
        return HexFormat.of().formatHex(secret.mac("throttle", of.getBytes(StandardCharsets.UTF_8)), 0, 16);
    }
}
