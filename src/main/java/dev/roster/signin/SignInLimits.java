package dev.roster.signin;

import dev.roster.password.StoredPassword;
import dev.roster.throttle.Throttle;
import dev.roster.throttle.Throttle.Counted;
import dev.roster.throttle.Throttle.RateLimit;
import dev.roster.throttle.Throttle.Tries;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Limits sign-in attempts. Strangers share one budget per account, so that guessing its password from many places is as slow
 * as from a few; a browser that was let in before has a budget of its own, which no stranger can use up.
 */
@Component
class SignInLimits {
    private static final RateLimit REMEMBERED = new RateLimit("sign-in-remembered", 10, Duration.ofMinutes(10));

    /** One source trying one account: people who mistype, and people who guess. */
    private static final RateLimit PAIR = new RateLimit("sign-in-pair", 10, Duration.ofMinutes(10));

    /** One account from everywhere. Its owner has a remembered browser, or gets one by resetting the password. */
    private static final RateLimit ACCOUNT = new RateLimit("sign-in-account", 100, Duration.ofHours(1));

    /** One source trying many accounts. An office behind one address signs in on Monday morning, too. */
    private static final RateLimit SOURCE = new RateLimit("sign-in-source", 300, Duration.ofMinutes(10));

    private final Throttle throttle;

    SignInLimits(Throttle throttle) {
        this.throttle = throttle;
    }

    /**
     * Counts one attempt.
     *
     * @param browser the key of a remembered browser; null for a stranger
     * @return the attempt, to be refunded if it succeeds: a successful sign-in was not a guess
     * @throws dev.roster.shared.ProblemException {@code too-many-requests}
     */
    Tries take(@Nullable String browser, String account, String address) {
        if (browser != null) {
            return throttle.takeAll(List.of(new Counted(REMEMBERED, browser + " " + account)));
        }
        var source = Throttle.source(address);
        return throttle.takeAll(List.of(
                new Counted(SOURCE, source), new Counted(PAIR, source + " " + account), new Counted(ACCOUNT, account)));
    }

    /**
     * The key for counting an account's attempts, whichever of its names was typed. A new password starts over: attempts on
     * the old one were no guesses at it.
     */
    static String account(Credentials found, @Nullable StoredPassword stored) {
        return "user " + found.user() + " " + (stored == null ? "" : stored.setAt());
    }

    /** The same for a name that no one has, which a missing limit would otherwise disclose. */
    static String unknown(String name) {
        return "name " + name;
    }
}
