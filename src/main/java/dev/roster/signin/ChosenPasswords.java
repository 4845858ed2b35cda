package dev.roster.signin;

import dev.roster.access.Actor;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.credentials.PasswordChoice;
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

/** Replaces a password with one that its owner chose, and ends what the old one opened. */
@Component
public class ChosenPasswords {
    private final Links links;
    private final PasswordChoice choice;
    private final PersonRepository people;
    private final Passwords passwords;
    private final Joining joining;
    private final Sessions sessions;
    private final AuditLog audit;

    ChosenPasswords(
            Links links,
            PasswordChoice choice,
            PersonRepository people,
            Passwords passwords,
            Joining joining,
            Sessions sessions,
            AuditLog audit) {
        this.links = links;
        this.choice = choice;
        this.people = people;
        this.passwords = passwords;
        this.joining = joining;
        this.sessions = sessions;
        this.audit = audit;
    }

    /**
     * The person who may choose a password with this link.
     *
     * @throws dev.roster.shared.ProblemException {@link LinkProblem#LINK_UNKNOWN} if they have since been blocked or erased
     */
    Person holder(Link link) {
        return people.find(link.user()).filter(Person::maySetPassword).orElseThrow(LinkProblem.LINK_UNKNOWN::with);
    }

    /** Consumes the link: all other links and all sessions of the person end with it. */
    @Transactional
    void set(Link link, HashedPassword hashed) {
        // Hashing takes a while, during which they may have been blocked.
        var user = holder(link).id();
        var granted = choice.holder(link);
        choice.useUp(granted, link);
        choice.replace(granted, user, hashed, SetBy.OWNER);
        joining.passwordSet(granted, user);
        audit.record(
                granted.inIfAny(link.organization()),
                NewAuditEvent.of(
                                link.kind() == LinkKind.SET_PASSWORD
                                        ? SignInAction.PASSWORD_INITIAL_SET
                                        : SignInAction.PASSWORD_RESET)
                        .to(user));
    }

    /**
     * Changes the actor's own password. The current session continues; all others, and all links, end.
     *
     * @param home the organization whose audit log records it, or null for the installation's
     * @param present the one they have just proven to know; if it was replaced in the meantime, the replacement stays
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
