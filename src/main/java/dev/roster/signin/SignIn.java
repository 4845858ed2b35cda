package dev.roster.signin;

import dev.roster.access.Actor;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.factor.FactorKind;
import dev.roster.http.Client;
import dev.roster.membership.AccountRepository;
import dev.roster.session.Sessions;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import dev.roster.signin.PasswordProofs.Proof;
import dev.roster.ui.Screen;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Signs people in and out. */
@Component
public class SignIn {
    private final PasswordProofs proofs;
    private final AccountRepository accounts;
    private final Sessions sessions;
    private final SecondSteps secondSteps;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Clock clock;

    SignIn(
            PasswordProofs proofs,
            AccountRepository accounts,
            Sessions sessions,
            SecondSteps secondSteps,
            AuditLog audit,
            TransactionOperations transactions,
            Clock clock) {
        this.proofs = proofs;
        this.accounts = accounts;
        this.sessions = sessions;
        this.secondSteps = secondSteps;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Starts a session for a person who knows the password, unless they have to prove a second factor first.
     *
     * @param name an email address, or a username if the organization allows it
     * @param organization the slug of the username's organization; if it is empty, the first account with that username is meant
     * @return the page where they start; empty if they are asked for a second factor
     * @throws ProblemException {@link SignInProblem#SIGN_IN_REFUSED}, with the same words and timing for every reason
     */
    Optional<String> signIn(
            String name,
            String organization,
            String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        var proven = proofs.prove(name, organization, password, request);
        if (!proven.credentials().mayEnter()) {
            throw proofs.refused(proven, request);
        }
        return enter(proven, null, request, response);
    }

    /**
     * The same for a person who gains access with the same request, by accepting an invitation: both or neither.
     *
     * @param invitation the token of the invitation
     */
    public Optional<String> accept(
            String invitation,
            EmailAddress address,
            String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        return enter(proofs.prove(address.value(), "", password, request), invitation, request, response);
    }

    private Optional<String> enter(
            Proof proven, @Nullable String invitation, HttpServletRequest request, HttpServletResponse response) {
        if (proven.credentials().hasFactor()) {
            secondSteps.begin(proven, invitation, response);
            return Optional.empty();
        }
        transactions.executeWithoutResult(_ -> start(proven, invitation, null, request, response));
        proofs.entered(proven, request, response);
        return Optional.of(home(proven.credentials()));
    }

    /**
     * Starts a session for a person who has proven the password with an earlier request, and now proves a second factor.
     *
     * @param factor checks it and uses it up, in the transaction that starts the session
     * @return the page where they start
     * @throws ProblemException {@link SignInProblem#SIGN_IN_EXPIRED} if there was no such request, or too long ago
     */
    public String complete(
            Function<UserId, FactorKind> factor, HttpServletRequest request, HttpServletResponse response) {
        var pending = secondSteps.find(request).orElseThrow(SignInProblem.SIGN_IN_EXPIRED::with);
        var proven = pending.proof();
        var tries = secondSteps.attempt(proven);
        try {
            transactions.executeWithoutResult(_ -> start(
                    proven,
                    pending.invitation(),
                    factor.apply(proven.credentials().user()),
                    request,
                    response));
        } catch (InvalidException wrong) {
            proofs.failed(proven, request);
            throw wrong;
        }
        tries.giveBack();
        secondSteps.end(response);
        proofs.entered(proven, request, response);
        return home(proven.credentials());
    }

    /** Whether somebody in this browser has proven their password, and has yet to prove a second factor. */
    public boolean isPending(HttpServletRequest request) {
        return secondSteps.find(request).isPresent();
    }

    private void start(
            Proof proven,
            @Nullable String invitation,
            @Nullable FactorKind factor,
            HttpServletRequest request,
            HttpServletResponse response) {
        var user = proven.credentials().user();
        if (invitation != null) {
            secondSteps.accept(proven, invitation);
        }
        // An invitation has just let them in, or time has passed since the password was checked.
        if ((invitation != null || factor != null) && !proofs.mayEnter(user)) {
            throw SignInProblem.SIGN_IN_REFUSED.with();
        }
        proofs.requireStill(proven);
        var granted = proven.actor().requireSelf(user);
        accounts.signedIn(granted, user, clock.instant());
        sessions.start(granted, user, factor, request, response);
        var credentials = proven.credentials();
        var details = new TreeMap<String, Object>();
        if (proven.browser() == null) {
            details.put("newBrowser", true);
        }
        if (factor != null) {
            details.put("factor", factor.key());
        }
        audit.record(
                granted.inIfAny(credentials.operator() ? null : credentials.home()),
                NewAuditEvent.of(SignInAction.SIGNED_IN)
                        .to(user)
                        .from(Client.of(request))
                        .after(details));
    }

    private static String home(Credentials signedIn) {
        return signedIn.onlyOrganization() != null && !signedIn.operator()
                ? "/o/" + signedIn.onlyOrganization()
                : "/organizations";
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
