package dev.roster.credentials;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.factor.Factors;
import dev.roster.link.Links;
import dev.roster.membership.Member;
import dev.roster.membership.MembershipEnded;
import dev.roster.password.Passwords;
import dev.roster.rights.Members;
import dev.roster.session.Sessions;
import dev.roster.shared.UserId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Revokes everything that gives access: links, sessions, passwords and grants. */
@Component
public class AccessRevocation {
    private final Links links;
    private final Passwords passwords;
    private final Factors factors;
    private final Sessions sessions;
    private final ApplicationEventPublisher events;

    AccessRevocation(
            Links links, Passwords passwords, Factors factors, Sessions sessions, ApplicationEventPublisher events) {
        this.links = links;
        this.passwords = passwords;
        this.factors = factors;
        this.sessions = sessions;
        this.events = events;
    }

    /** For a membership or invitation that has just ended, while the account stays as it is elsewhere. */
    public void membershipEnded(OrganizationPermit granted, Member member) {
        endHere(granted, member.id());
        if (member.hasJoined()) {
            endSessionsUnlessActive(granted, member.id());
        }
    }

    /** Ends the person's links of this organization, and what depends on the membership. */
    public void endHere(OrganizationPermit granted, UserId user) {
        links.endAllHere(granted, user);
        events.publishEvent(new MembershipEnded(granted, user));
    }

    /** For a membership that has just ended, and an account that the organization may change. */
    public void accountDeleted(OrganizationPermit granted, Members.Governed governed) {
        var user = governed.member().id();
        events.publishEvent(new MembershipEnded(granted, user));
        // Links first: those who follow a link lock them first, too.
        links.endAllButInvitations(granted, user);
        governed.standing().requireMayChangeAccount(user, governed.member().displayName());
        endPasswordAndSessions(granted, user);
    }

    /**
     * Ends the person's sessions once no organization lets them in; until then, the live status keeps them out of this one.
     */
    public void endSessionsUnlessActive(Permit granted, UserId user) {
        sessions.endAllUnlessActive(granted, user);
    }

    /** Ends all of the person's links, including invitations. */
    public void endLinks(Permit granted, UserId user) {
        links.endAll(granted, user);
    }

    /** Ends everything that opens an account, for one that is erased. */
    public void endAccount(Permit granted, UserId user) {
        endPasswordAndSessions(granted, user);
        factors.removeAll(granted, user);
    }

    /** Ends the person's password and all sessions. */
    public void endPasswordAndSessions(Permit granted, UserId user) {
        passwords.drop(granted, user);
        sessions.endAll(granted, user);
    }
}
