package dev.roster.signin;

import dev.roster.access.Actor;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.link.Link;
import dev.roster.link.LinkKind;
import dev.roster.link.LinkProblem;
import dev.roster.link.Links;
import dev.roster.password.HashedPassword;
import dev.roster.password.Passwords;
import dev.roster.password.SetBy;
import dev.roster.password.StoredPassword;
import dev.roster.people.Joining;
import dev.roster.session.Sessions;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts a password that its owner chose in place of the one there is, and ends what that one opened. */
@Component
public class ChosenPasswords {
    private final Links links;
    private final PersonRepository people;
    private final Passwords passwords;
    private final Joining joining;
    private final Sessions sessions;
    private final AuditLog audit;

    ChosenPasswords(
            Links links,
            PersonRepository people,
            Passwords passwords,
            Joining joining,
            Sessions sessions,
            AuditLog audit) {
        this.links = links;
        this.people = people;
        this.passwords = passwords;
        this.joining = joining;
        this.sessions = sessions;
        this.audit = audit;
    }

    /**
     * Who may choose a password by this link.
     *
     * @throws dev.roster.shared.ProblemException {@link LinkProblem#LINK_UNKNOWN} where they are blocked or erased by now
     */
    Person holder(Link link) {
        return people.find(link.user()).filter(Person::maySetPassword).orElseThrow(LinkProblem.LINK_UNKNOWN::with);
    }

    /** Uses the link up: every other link and every session of the person is dead with it. */
    @Transactional
    void set(Link link, HashedPassword hashed) {
        // Hashing takes a while, in which they may have been blocked.
        var user = holder(link).id();
        var granted = links.holder(link).requireSelf(user);
        links.consume(granted, link);
        passwords.choose(granted, user, hashed, SetBy.OWNER);
        joining.passwordSet(granted, user);
        links.endAllButInvitations(granted, user);
        sessions.endAll(granted, user);
        audit.record(
                granted.inIfAny(link.organization()),
                NewAuditEvent.of(
                                link.kind() == LinkKind.SET_PASSWORD
                                        ? SignInAction.PASSWORD_INITIAL_SET
                                        : SignInAction.PASSWORD_RESET)
                        .to(user));
    }

    /**
     * Changes the actor's own. The session at hand goes on; all others, and all links, are dead.
     *
     * @param home the organization whose audit log keeps it, or null for the installation's
     * @param present the one they have just shown to know; where it was replaced meanwhile, that stands
     */
    @Transactional
    public void replace(
            Actor.SignedIn actor, @Nullable OrganizationId home, StoredPassword present, HashedPassword hashed) {
        var granted = actor.requireSelf(actor.user());
        links.endAllButInvitations(granted, actor.user());
        if (!passwords.replace(granted, present, hashed)) {
            throw InvalidException.of("present", "wrong-password");
        }
        sessions.endOthers(granted, actor.user(), actor.session());
        audit.record(
                granted.inIfAny(home),
                NewAuditEvent.of(SignInAction.PASSWORD_CHANGED).to(actor.user()));
    }
}
