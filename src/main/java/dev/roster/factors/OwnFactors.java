package dev.roster.factors;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Permit;
import dev.roster.access.SelfPermit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.factor.FactorKind;
import dev.roster.factor.FactorState;
import dev.roster.factor.Factors;
import dev.roster.factor.NewAuthenticator;
import dev.roster.password.Passwords;
import dev.roster.password.SetBy;
import dev.roster.password.StoredPassword;
import dev.roster.session.Sessions;
import dev.roster.signin.CredentialsRepository;
import dev.roster.signin.Person;
import dev.roster.signin.PersonRepository;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do with their own second factors. */
@Component
class OwnFactors {
    private final Factors factors;
    private final Passwords passwords;
    private final Sessions sessions;
    private final PersonRepository people;
    private final CredentialsRepository credentials;
    private final FactorMails mails;
    private final AuditLog audit;

    OwnFactors(
            Factors factors,
            Passwords passwords,
            Sessions sessions,
            PersonRepository people,
            CredentialsRepository credentials,
            FactorMails mails,
            AuditLog audit) {
        this.factors = factors;
        this.passwords = passwords;
        this.sessions = sessions;
        this.people = people;
        this.credentials = credentials;
        this.mails = mails;
        this.audit = audit;
    }

    FactorState state(Actor.SignedIn actor) {
        return factors.state(actor.user());
    }

    /** A secret for a new app, under the name that the person signs in with. */
    NewAuthenticator next(Actor.SignedIn actor) {
        return NewAuthenticator.next(name(actor));
    }

    /**
     * The same secret, sent back with the form.
     *
     * @throws dev.roster.shared.InvalidException if it is none
     */
    NewAuthenticator again(Actor.SignedIn actor, String secret) {
        return NewAuthenticator.of(secret, name(actor));
    }

    private String name(Actor.SignedIn actor) {
        return people.find(actor.user()).map(Person::signInName).orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    /**
     * Adds an authenticator app. With the first factor, all other sessions end: they were started without one.
     *
     * @return recovery codes, to be shown once; none if there are some already
     */
    @Transactional
    List<String> add(Actor.SignedIn actor, NewAuthenticator app, String code) {
        var self = actor.requireSelf(actor.user());
        boolean first = !factors.has(actor.user());
        factors.add(self, app, code, hasProvenMailbox(actor));
        return added(actor, self, FactorKind.TOTP, first);
    }

    private List<String> added(Actor.SignedIn actor, SelfPermit self, FactorKind kind, boolean first) {
        sessions.factorUsed(self, actor.session(), kind);
        record(actor, NewAuditEvent.of(FactorAction.ADDED), kind);
        mails.tellAdded(place(actor), actor.user());
        if (!first) {
            return List.of();
        }
        sessions.endOthers(self, actor.user(), actor.session());
        return factors.renewRecoveryCodes(self, hasProvenMailbox(actor));
    }

    /** Removes the authenticator app, unless a factor is required and it is the only one. */
    @Transactional
    void removeAuthenticator(Actor.SignedIn actor) {
        var self = actor.requireSelf(actor.user());
        if (!factors.removeAuthenticator(self)) {
            throw AccessProblem.NOT_FOUND.with();
        }
        removed(actor, self, FactorKind.TOTP);
    }

    private void removed(Actor.SignedIn actor, SelfPermit self, FactorKind kind) {
        if (!factors.has(actor.user())) {
            sessions.factorsGone(self);
        }
        record(actor, NewAuditEvent.of(FactorAction.REMOVED), kind);
        mails.tellRemoved(place(actor), actor.user());
    }

    /**
     * Ten new recovery codes, to be shown once; the earlier ones end.
     *
     * @throws dev.roster.shared.ProblemException {@code stale} if there is no factor that they could stand in for
     */
    @Transactional
    List<String> renewRecoveryCodes(Actor.SignedIn actor) {
        if (!factors.has(actor.user())) {
            throw AccessProblem.STALE.with();
        }
        var codes = factors.renewRecoveryCodes(actor.requireSelf(actor.user()), hasProvenMailbox(actor));
        audit.record(
                place(actor),
                NewAuditEvent.of(FactorAction.RECOVERY_CODES_RENEWED).to(actor.user()));
        return codes;
    }

    private void record(Actor.SignedIn actor, NewAuditEvent event, FactorKind kind) {
        audit.record(place(actor), event.to(actor.user()).after(Map.of("factor", kind.key())));
    }

    private Permit place(Actor.SignedIn actor) {
        return actor.requireSelf(actor.user())
                .inIfAny(credentials.findHome(actor.user()).orElse(null));
    }

    private boolean hasProvenMailbox(Actor.SignedIn actor) {
        return passwords.find(actor.user()).map(StoredPassword::setBy).orElse(SetBy.OTHERS) == SetBy.OWNER;
    }
}
