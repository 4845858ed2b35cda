package dev.roster.signin;

import dev.roster.access.Actor;
import dev.roster.http.Client;
import dev.roster.password.PasswordCheck;
import dev.roster.password.Passwords;
import dev.roster.password.StoredPassword;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.ProblemException;
import dev.roster.shared.Text;
import dev.roster.shared.UserId;
import dev.roster.throttle.Throttle.Tries;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks whether someone knows an account's password. Each attempt counts until they are let in. */
@Component
class PasswordProofs {
    private final CredentialsRepository repository;
    private final Passwords passwords;
    private final RememberedBrowsers browsers;
    private final SignInLimits limits;
    private final SignInOutcomes outcomes;

    PasswordProofs(
            CredentialsRepository repository,
            Passwords passwords,
            RememberedBrowsers browsers,
            SignInLimits limits,
            SignInOutcomes outcomes) {
        this.repository = repository;
        this.passwords = passwords;
        this.browsers = browsers;
        this.limits = limits;
        this.outcomes = outcomes;
    }

    /**
     * Proof that someone knows the password.
     *
     * @param name as typed, normalised
     * @param tries the counted attempt, to be refunded once they are in
     * @param browser the key of a browser that was let in before; null if it was not
     */
    record Proof(
            Credentials credentials,
            StoredPassword stored,
            String name,
            PasswordCheck check,
            Tries tries,
            @Nullable String browser) {
        Actor.Proven actor() {
            return new Actor.Proven(credentials.user(), null, "password");
        }
    }

    /** The claimed account, and the counted attempt; without an account if no one has the name. */
    private record Counted(
            Optional<Credentials> found,
            Optional<StoredPassword> stored,
            Tries tries,
            @Nullable String browser) {}

    /**
     * Checks the password of the account with this name.
     *
     * @param organization the slug of the organization in which to look for a username, or empty
     * @throws ProblemException {@link SignInProblem#SIGN_IN_REFUSED}, also if no one has that name
     */
    Proof prove(String name, String organization, String password, HttpServletRequest request) {
        var found = find(name, organization);
        var counted = count(found, name, request);
        var check = check(counted, password);
        if (!check.right()) {
            throw refused(counted.found().orElse(null), check, request);
        }
        return new Proof(
                counted.found().orElseThrow(),
                counted.stored().orElseThrow(),
                folded(name),
                check,
                counted.tries(),
                counted.browser());
    }

    /**
     * The same proof in a later request; empty if the person has another password since, or lost their name.
     *
     * @param name as in the proof
     */
    Optional<Proof> again(UserId user, Instant passwordSetAt, String name, HttpServletRequest request) {
        return repository
                .findById(user)
                .flatMap(found -> Optional.ofNullable(found.password())
                        .filter(stored -> stored.setAt().equals(passwordSetAt))
                        .map(stored -> new Proof(
                                found,
                                stored,
                                name,
                                new PasswordCheck(true, System.nanoTime()),
                                () -> {},
                                browsers.find(request, stored).orElse(null))));
    }

    /** The person who knows the password failed to prove the second factor. */
    void failed(Proof proven, HttpServletRequest request) {
        outcomes.failed(proven.credentials().user(), Client.of(request));
    }

    /** Refuses a person who knows the password but may not enter: it takes as long as for a wrong password. */
    ProblemException refused(Proof proven, HttpServletRequest request) {
        return refused(proven.credentials(), proven.check(), request);
    }

    /** Checks that the proof still holds, and will until the transaction ends: with it, the attempt no longer counts. */
    void requireStill(Proof proven) {
        // Verifying takes a while, during which the password may have been replaced, or the person blocked, and all
        // sessions ended.
        if (!repository.isStillLetIn(proven.stored(), proven.name())) {
            throw SignInProblem.SIGN_IN_REFUSED.with();
        }
        // A successful sign-in was not a guess. A person who knows the password but may not enter must not learn that
        // from
        // the count.
        proven.tries().giveBack();
    }

    void entered(Proof proven, HttpServletRequest request, HttpServletResponse response) {
        outcomes.succeeded();
        browsers.remember(proven.stored(), request, response);
    }

    /** Finds the account by an email address, or by a username of the organization. */
    private Optional<Credentials> find(String name, String organization) {
        if (Text.hasControlCharacters(name.strip() + organization)) {
            return Optional.empty();
        }
        var email = EmailAddress.read(name);
        return email.isPresent()
                ? repository.findByEmail(email.get())
                : repository.findByUsername(Text.tidy(name), organization);
    }

    /** Whether the person may enter by now. */
    boolean mayEnter(UserId user) {
        return repository.findById(user).map(Credentials::mayEnter).orElse(false);
    }

    private Counted count(Optional<Credentials> found, String name, HttpServletRequest request) {
        var stored = found.map(Credentials::password);
        var browser = stored.flatMap(s -> browsers.find(request, s));
        var account = found.map(c -> SignInLimits.account(c, stored.orElse(null)))
                .orElseGet(() -> SignInLimits.unknown(folded(name)));
        return new Counted(found, stored, count(browser.orElse(null), account, request), browser.orElse(null));
    }

    /** The password is always checked, so that all refusals take the same time. */
    private PasswordCheck check(Counted counted, String password) {
        try {
            return counted.browser() != null
                    ? passwords.checkRemembered(counted.stored().orElseThrow(), password)
                    : passwords.check(counted.stored(), password);
        } catch (RuntimeException notLookedAt) {
            counted.tries().giveBack();
            throw notLookedAt;
        }
    }

    private Tries count(@Nullable String browser, String account, HttpServletRequest request) {
        try {
            return limits.take(browser, account, request.getRemoteAddr());
        } catch (ProblemException tooMany) {
            outcomes.limited();
            throw tooMany;
        }
    }

    private ProblemException refused(@Nullable Credentials found, PasswordCheck check, HttpServletRequest request) {
        outcomes.failed(found == null ? null : found.user(), Client.of(request));
        check.waitToRefuse();
        return SignInProblem.SIGN_IN_REFUSED.with();
    }

    private static String folded(String name) {
        return EmailAddress.read(name).map(EmailAddress::key).orElse(Text.asciiLowerCase(Text.tidy(name)));
    }
}
