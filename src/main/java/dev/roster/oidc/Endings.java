package dev.roster.oidc;

import dev.roster.access.Actor;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.access.SelfPermit;
import dev.roster.application.ConsentRepository;
import dev.roster.audit.AuditRecorded;
import dev.roster.audit.NewAuditEvent;
import dev.roster.session.Sessions;
import dev.roster.shared.UserId;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Ends sign-ins at applications, and has the applications told. */
@Component
public class Endings {
    /** What ends a person's sign-ins in the organization where it is done. */
    private static final Set<String> HERE = Set.of("user.deactivated", "user.deleted", "user.removed", "grant.revoked");

    /** What ends them everywhere: whoever had the account until then may not be its owner. */
    private static final Set<String> EVERYWHERE = Set.of(
            "user.blocked",
            "user.erased",
            "user.signed_out",
            "user.email_changed",
            "password.generated_by_admin",
            "password.set_by_admin",
            "password.set",
            "password.changed");

    private final SignInRepository repository;
    private final ConsentRepository consents;
    private final BackChannel backChannel;
    private final Sessions sessions;
    private final TransactionOperations transactions;
    private final Clock clock;

    Endings(
            SignInRepository repository,
            ConsentRepository consents,
            BackChannel backChannel,
            Sessions sessions,
            TransactionOperations transactions,
            Clock clock) {
        this.repository = repository;
        this.consents = consents;
        this.backChannel = backChannel;
        this.sessions = sessions;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** In the transaction of whatever else was done. */
    @EventListener
    void recorded(AuditRecorded recorded) {
        recorded.events().stream()
                .filter(event -> event.target() != null && "user".equals(event.targetKind()))
                .forEach(event -> end(recorded.granted(), event));
    }

    private void end(Permit granted, NewAuditEvent event) {
        var user = new UserId(Objects.requireNonNull(event.target()));
        if (EVERYWHERE.contains(event.action())) {
            repository.endAll(granted, user, clock.instant());
        } else if (HERE.contains(event.action()) && granted instanceof OrganizationPermit here) {
            repository.endHere(here, user, clock.instant());
        } else {
            return;
        }
        backChannel.tellAfterCommit();
    }

    /** Ends all sign-ins of the organization's people at one application, in the current transaction. */
    public void endAt(OrganizationPermit granted, UUID application) {
        repository.endAt(granted, application, clock.instant());
        backChannel.tellAfterCommit();
    }

    /** Ends one of a person's own, in the current transaction; false if it is not theirs, or has ended. */
    public boolean endOwn(SelfPermit granted, UUID signIn) {
        boolean ended = repository.endOwn(granted, signIn, clock.instant());
        backChannel.tellAfterCommit();
        return ended;
    }

    /**
     * Deletes what a person has allowed an application, and ends their sign-ins there, in the current transaction; false if
     * there is no consent.
     */
    public boolean revokeConsent(SelfPermit granted, UUID application) {
        boolean revoked = consents.delete(granted, granted.user(), application);
        if (revoked) {
            repository.endOwnAt(granted, application, clock.instant());
            backChannel.tellAfterCommit();
        }
        return revoked;
    }

    /** Ends one sign-in. */
    void end(UUID signIn) {
        transactions.executeWithoutResult(_ -> {
            repository.end(SignIns.permit(), signIn, clock.instant());
            backChannel.tellAfterCommit();
        });
    }

    /** Ends all sign-ins in which a session told who the person is. */
    private void endOfSession(UUID session) {
        transactions.executeWithoutResult(_ -> {
            repository.endOfSession(SignIns.permit(), session, clock.instant());
            backChannel.tellAfterCommit();
        });
    }

    /**
     * Signs a person out at the wish of an application (OpenID Connect RP-Initiated Logout 1.0): ends the sign-in and, if the
     * browser is signed in to Roster, its session with all sign-ins that began in it.
     *
     * @param holder the person who is signed in here; null if nobody is
     */
    void signOut(@Nullable UUID signIn, @Nullable Holder holder, HttpServletResponse response) {
        if (signIn != null) {
            end(signIn);
        }
        var session = holder == null ? null : holder.session();
        if (holder != null && session != null) {
            endOfSession(session);
            var self = new Actor.Proven(holder.user(), null, "application").requireSelf(holder.user());
            transactions.executeWithoutResult(_ -> sessions.end(self, holder.user(), session));
            sessions.forgetCookie(response);
        }
    }
}
