package dev.roster.signin;

import dev.roster.access.Actor;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.http.Client;
import dev.roster.membership.AccountRepository;
import dev.roster.password.PasswordCheck;
import dev.roster.password.Passwords;
import dev.roster.password.StoredPassword;
import dev.roster.session.Sessions;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.ProblemException;
import dev.roster.shared.Text;
import dev.roster.throttle.Throttle.Tries;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Signs people in and out. */
@Component
public class SignIn {
    private final CredentialsRepository repository;
    private final AccountRepository accounts;
    private final Passwords passwords;
    private final Sessions sessions;
    private final RememberedBrowsers browsers;
    private final SignInLimits limits;
    private final SignInOutcomes outcomes;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    SignIn(
            CredentialsRepository repository,
            AccountRepository accounts,
            Passwords passwords,
            Sessions sessions,
            RememberedBrowsers browsers,
            SignInLimits limits,
            SignInOutcomes outcomes,
            AuditLog audit,
            TransactionOperations transactions,
            Clock clock) {
        this.repository = repository;
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.browsers = browsers;
        this.limits = limits;
        this.outcomes = outcomes;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Starts a session for whoever knows the password.
     *
     * @param name an e-mail address, or a user name where the organization lets people use one
     * @throws ProblemException {@link SignInProblem#SIGN_IN_REFUSED}, the same words in the same time
     *     whatever the reason
     */
    Credentials signIn(String name, String password, HttpServletRequest request, HttpServletResponse response) {
        var proven = prove(name, password, request);
        if (!proven.credentials().mayEnter()) {
            throw refused(proven.credentials(), proven.check(), request);
        }
        transactions.executeWithoutResult(transaction -> start(proven, request, response));
        entered(proven, request, response);
        return proven.credentials();
    }

    /**
     * The same for somebody who is let in by what they do in the same breath, such as accepting an invitation: both or
     * neither.
     *
     * @param first is given the proof that they know the password
     */
    public void signIn(
            EmailAddress address,
            String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Consumer<Actor.Proven> first) {
        var proven = prove(address.value(), password, request);
        transactions.executeWithoutResult(transaction -> {
            first.accept(proven.actor());
            if (!find(address.value()).map(Credentials::mayEnter).orElse(false)) {
                throw SignInProblem.SIGN_IN_REFUSED.with();
            }
            start(proven, request, response);
        });
        entered(proven, request, response);
    }

    /**
     * @param name as it was typed, folded
     * @param tries what this one was counted as, to be given back once they are in
     * @param remembered whether the browser was let in before
     */
    private record Knows(
            Credentials credentials,
            StoredPassword stored,
            String name,
            PasswordCheck check,
            Tries tries,
            boolean remembered) {
        Actor.Proven actor() {
            return new Actor.Proven(credentials.user(), null, "password");
        }
    }

    /** Who it is said to be, and the try as it is counted; nothing of them where nobody has that name. */
    private record Counted(
            Optional<Credentials> found, Optional<StoredPassword> stored, Tries tries, boolean remembered) {}

    private Knows prove(String name, String password, HttpServletRequest request) {
        var counted = count(name, request);
        var check = check(counted, password);
        if (!check.right()) {
            throw refused(counted.found().orElse(null), check, request);
        }
        return new Knows(
                counted.found().orElseThrow(),
                counted.stored().orElseThrow(),
                folded(name),
                check,
                counted.tries(),
                counted.remembered());
    }

    private Counted count(String name, HttpServletRequest request) {
        var found = find(name);
        var stored = found.flatMap(c -> passwords.find(c.user()));
        var browser = stored.flatMap(s -> browsers.find(request, s));
        var account = found.map(c -> SignInLimits.account(c, stored.orElse(null)))
                .orElseGet(() -> SignInLimits.unknown(folded(name)));
        return new Counted(found, stored, count(browser.orElse(null), account, request), browser.isPresent());
    }

    /** The password is looked at in any case, so that all refusals take the same time. */
    private PasswordCheck check(Counted counted, String password) {
        try {
            return counted.remembered()
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

    /** Who is in was not guessing. Who knows the password but may not enter must not be told so by what is counted. */
    private void entered(Knows proven, HttpServletRequest request, HttpServletResponse response) {
        proven.tries().giveBack();
        outcomes.succeeded();
        browsers.remember(proven.credentials().user(), request, response);
    }

    private void start(Knows proven, HttpServletRequest request, HttpServletResponse response) {
        var user = proven.credentials().user();
        // Verifying takes a while, in which the password may have been replaced, or the person blocked, and all
        // sessions ended.
        if (!passwords.isStill(proven.stored()) || !repository.isStillLetIn(user, proven.name())) {
            throw SignInProblem.SIGN_IN_REFUSED.with();
        }
        var granted = proven.actor().requireSelf(user);
        accounts.signedIn(granted, user, clock.instant());
        sessions.start(granted, user, request, response);
        var credentials = proven.credentials();
        audit.record(
                granted.inIfAny(credentials.operator() ? null : credentials.home()),
                NewAuditEvent.of(SignInAction.SIGNED_IN)
                        .to(user)
                        .from(Client.of(request))
                        .after(proven.remembered() ? Map.of() : Map.of("newBrowser", true)));
    }

    /** Ends the session at hand. */
    void signOut(Actor.SignedIn actor, HttpServletResponse response) {
        sessions.end(actor.requireSelf(actor.user()), actor.user(), actor.session());
        sessions.forgetCookie(response);
    }

    private Optional<Credentials> find(String name) {
        if (Text.hasControlCharacters(name.strip())) {
            return Optional.empty();
        }
        return name.indexOf('@') >= 0
                ? EmailAddress.read(name).flatMap(repository::findByEmail)
                : repository.findByUsername(name.strip());
    }

    private static String folded(String name) {
        return EmailAddress.read(name).map(EmailAddress::key).orElse(Text.asciiLowerCase(name.strip()));
    }
}
