package dev.roster.throttle;

import dev.roster.access.AccessProblem;
import dev.roster.installation.IpAddress;
import dev.roster.installation.ServerSecret;
import dev.roster.shared.ProblemException;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL.PostgreSQLSelectForUpdateBasedProxyManagerBuilder;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Slows down clients that try too often. */
@Component
public class Throttle {
    private static final int REMOVED_AT_ONCE = 1_000;

    private final PostgreSQLSelectForUpdateBasedProxyManager<String> buckets;
    private final ServerSecret secret;

    Throttle(DataSource dataSource, ServerSecret secret, Clock clock) {
        this.secret = secret;
        this.buckets = new PostgreSQLSelectForUpdateBasedProxyManagerBuilder<>(dataSource, PrimaryKeyMapper.STRING)
                .table("rate_limits")
                .idColumn("id")
                .stateColumn("state")
                .expiresAtColumn("expires_at")
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
                .clientClock(new InjectedClock(clock))
                .build();
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
    public void take(RateLimit limit, String of) {
        var probe = bucket(limit, of).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = Math.max(
                    1, Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1);
            throw AccessProblem.TOO_MANY_REQUESTS.with((seconds + 59) / 60).detail("retryAfter", seconds);
        }
    }

    /**
     * Counts one attempt against each limit, or against none if one of them refuses. Counted before the secret is checked, so
     * that a thousand concurrent guesses get no more attempts than are available.
     */
    public Tries takeAll(List<Counted> limits) {
        var taken = new ArrayList<Counted>();
        try {
            for (var each : limits) {
                take(each.limit(), each.of());
                taken.add(each);
            }
        } catch (ProblemException refused) {
            giveBack(taken);
            throw refused;
        }
        return () -> giveBack(taken);
    }

    private void giveBack(List<Counted> taken) {
        taken.forEach(each -> bucket(each.limit(), each.of()).addTokens(1));
    }

    private BucketProxy bucket(RateLimit limit, String of) {
        var configuration = BucketConfiguration.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit.tries()).refillGreedy(limit.tries(), limit.refill()))
                .build();
        return buckets.builder().build(limit.name() + ":" + hash(of), () -> configuration);
    }

    /** The address that attempts are counted by: an IPv6 subscriber has a /64, so that counts as one. */
    public static String source(String address) {
        return IpAddress.read(address)
                .map(parsed -> parsed instanceof Inet6Address
                        ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), 8)) + "/64"
                        : parsed.getHostAddress())
                .orElse(address);
    }

    /** Deletes counters that have been full again for a while. */
    void removeExpired() {
        int removed;
        do {
            removed = buckets.removeExpired(REMOVED_AT_ONCE);
        } while (removed == REMOVED_AT_ONCE);
    }

    /** Keyed, so that a copy of the database does not reveal who has been here by hashing addresses. */
    private String hash(String of) {
        return HexFormat.of().formatHex(secret.mac("throttle", of.getBytes(StandardCharsets.UTF_8)), 0, 16);
    }

    private record InjectedClock(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return clock.millis() * 1_000_000;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
