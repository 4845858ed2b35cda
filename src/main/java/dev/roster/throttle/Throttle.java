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

/** Slows down who tries too often. */
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

    /** So many tries at once, refilled evenly over the time. */
    public record RateLimit(String name, int tries, Duration refill) {}

    /** A limit and whose tries it counts: an account, a source address; kept as a hash only. */
    public record Counted(RateLimit limit, String of) {}

    /** Tries that were taken, for who finds out later that they were none of guessing. */
    public interface Tries {
        void giveBack();
    }

    /**
     * Takes one try of a limit.
     *
     * @param of whose tries are counted
     * @throws dev.roster.shared.ProblemException {@code too-many-requests}, naming the minutes to wait, with
     *     {@code retryAfter} in seconds
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
     * Takes one try of each limit, or of none where one of them refuses. They are taken before the secret is looked at, so
     * that a thousand guesses at once find no more than there are.
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

    /** The address that tries are counted by: an IPv6 subscriber has a /64, so that counts as one. */
    public static String source(String address) {
        return IpAddress.read(address)
                .map(parsed -> parsed instanceof Inet6Address
                        ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), 8)) + "/64"
                        : parsed.getHostAddress())
                .orElse(address);
    }

    /** Forgets what has been full again for a while. */
    void removeExpired() {
        int removed;
        do {
            removed = buckets.removeExpired(REMOVED_AT_ONCE);
        } while (removed == REMOVED_AT_ONCE);
    }

    /** Keyed, so that nobody with a copy of the database finds out who has been here by hashing addresses. */
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
