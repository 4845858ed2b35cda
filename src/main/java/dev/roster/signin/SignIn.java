package dev.roster.signin;

import dev.roster.access.Actor;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.http.Client;
import dev.roster.membership.AccountRepository;
import dev.roster.session.Sessions;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import dev.roster.signin.PasswordProofs.Proof;
import dev.roster.ui.Screen;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Signs people in and out. */
@Component
public class SignIn {
    private final PasswordProofs proofs;
    private final AccountRepository accounts;
    private final Sessions sessions;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    SignIn(
            PasswordProofs proofs,
            AccountRepository accounts,
            Sessions sessions,
            AuditLog audit,
            TransactionOperations transactions,
            Clock clock) {
        this.proofs = proofs;
        this.accounts = accounts;
        this.sessions = sessions;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Starts a session for a person who knows the password.
     *
     * @param name an email address, or a username if the organization allows it
     * @param organization the slug of the username's organization; if it is empty, the first account with that username is meant
     * @throws ProblemException {@link SignInProblem#SIGN_IN_REFUSED}, with the same words and timing for every reason
     */
    Credentials signIn(
            String name,
            String organization,
            String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        var proven = proofs.prove(name, organization, password, request);
        if (!proven.credentials().mayEnter()) {
            throw proofs.refused(proven, request);
        }
        transactions.executeWithoutResult(transaction -> start(proven, request, response));
        proofs.entered(proven, request, response);
        return proven.credentials();
    }

    /**
     * The same for a person who gains access with the same request, for example by accepting an invitation: both or neither.
     *
     * @param first receives the proof that they know the password
     */
    public void signIn(
            EmailAddress address,
            String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Consumer<Actor.Proven> first) {
        var proven = proofs.prove(address.value(), "", password, request);
        transactions.executeWithoutResult(transaction -> {
            first.accept(proven.actor());
            if (!proofs.mayEnter(address)) {
                throw SignInProblem.SIGN_IN_REFUSED.with();
            }
            start(proven, request, response);
        });
        proofs.entered(proven, request, response);
    }

    private void start(Proof proven, HttpServletRequest request, HttpServletResponse response) {
        proofs.requireStill(proven);
        var user = proven.credentials().user();
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

    /** Ends the current session if it is not this person's; returns whether it was somebody else's. */
    public boolean signOutAnother(Screen screen, UserId person, HttpServletResponse response) {
        if (!screen.isAnother(person)) {
            return false;
        }
        signOut(screen.me(), response);
        return true;
    }

    /** Ends the current session. */
    public void signOut(Actor.SignedIn actor, HttpServletResponse response) {
        sessions.end(actor.requireSelf(actor.user()), actor.user(), actor.session());
        sessions.forgetCookie(response);
    }
}
