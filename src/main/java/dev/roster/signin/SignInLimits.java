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
 * How often somebody may try to sign in. Strangers share what there is for an account, so that guessing it from many places
 * is as slow as from a few; a browser that was let in before has tries of its own, which no stranger uses up.
 */
@Component
class SignInLimits {
    private static final RateLimit REMEMBERED = new RateLimit("sign-in-remembered", 10, Duration.ofMinutes(10));

    /** One source trying one account: people who mistype, and who guess. */
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
     * Takes one try.
     *
     * @param browser what a remembered browser is counted by; null for a stranger
     * @return the try, to be given back where they got in: who is in was not guessing
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
     * What an account's tries are counted by, whatever name it was called by. Another password begins anew: what was tried on
     * the one before is no guess at it.
     */
    static String account(Credentials found, @Nullable StoredPassword stored) {
        return "user " + found.user() + " " + (stored == null ? "" : stored.setAt());
    }

    /** The same for a name that nobody has, which must not be told by having no limit. */
    static String unknown(String name) {
        return "name " + name;
    }
}
