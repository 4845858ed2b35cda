package dev.roster.signin;

import dev.roster.access.Actor;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.password.Passwords;
import dev.roster.password.StoredPassword;
import dev.roster.session.Sessions;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.Text;
import dev.roster.throttle.Throttle;
import dev.roster.throttle.Throttle.Limit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Signs people in and out. */
@Component
public class SignIn {
    /** One source trying one account: people who mistype, and who guess. */
    private static final Limit PAIR = new Limit("sign-in-pair", 10, Duration.ofMinutes(10));

    /** One account from everywhere. High and refilled steadily: nobody can shut its owner out for good. */
    private static final Limit ACCOUNT = new Limit("sign-in-account", 100, Duration.ofHours(1));

    /** One source trying many accounts. An office behind one address signs in on Monday morning, too. */
    private static final Limit SOURCE = new Limit("sign-in-source", 300, Duration.ofMinutes(10));

    private final CredentialsRepository repository;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Throttle throttle;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    SignIn(
            CredentialsRepository repository,
            Passwords passwords,
            Sessions sessions,
            Throttle throttle,
            AuditLog audit,
            TransactionOperations transactions,
            Clock clock) {
        this.repository = repository;
        this.passwords = passwords;
        this.sessions = sessions;
        this.throttle = throttle;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Starts a session for whoever knows the password.
     *
     * @param name an e-mail address, or a user name where the organization lets people use one
     * @throws dev.roster.shared.ProblemException {@link SignInProblem#SIGN_IN_REFUSED}, the same words in the same time
     *     whatever the reason
     */
    Credentials signIn(String name, String password, HttpServletRequest request, HttpServletResponse response) {
        var proven = prove(name, password, request);
        if (!proven.credentials().mayEnter()) {
            throw SignInProblem.SIGN_IN_REFUSED.with();
        }
        transactions.executeWithoutResult(transaction -> start(proven, request, response));
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
    }

    /** @param name as it was typed, folded */
    private record Knows(Credentials credentials, StoredPassword stored, String name) {
        Actor.Proven actor() {
            return new Actor.Proven(credentials.user(), null, "password");
        }
    }

    private Knows prove(String name, String password, HttpServletRequest request) {
        var source = Throttle.source(request.getRemoteAddr());
        var account = account(name);
        throttle.take(SOURCE, source);
        throttle.take(PAIR, source + " " + account);
        throttle.take(ACCOUNT, account);
        var found = find(name);
        // The password is looked at in any case, so that all refusals take the same time.
        var stored = found.flatMap(c -> passwords.find(c.user()));
        boolean right =
                stored.map(s -> passwords.verify(s, password)).orElseGet(() -> passwords.verifyNothing(password));
        if (!right) {
            throw SignInProblem.SIGN_IN_REFUSED.with();
        }
        return new Knows(found.orElseThrow(), stored.orElseThrow(), account);
    }

    private void start(Knows proven, HttpServletRequest request, HttpServletResponse response) {
        var user = proven.credentials().user();
        // Verifying takes a while, in which the password may have been replaced, or the person blocked, and all
        // sessions
        // ended.
        if (!passwords.isStill(proven.stored()) || !repository.isStillLetIn(user, proven.name())) {
            throw SignInProblem.SIGN_IN_REFUSED.with();
        }
        var granted = proven.actor().requireSelf(user);
        repository.signedIn(granted, user, clock.instant());
        sessions.start(granted, user, request, response);
        audit.record(
                granted.inIfAny(proven.credentials().home()),
                NewAuditEvent.of("user.signed_in").to(user));
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

    private static String account(String name) {
        return EmailAddress.read(name).map(EmailAddress::key).orElse(Text.asciiLowerCase(name.strip()));
    }
}
