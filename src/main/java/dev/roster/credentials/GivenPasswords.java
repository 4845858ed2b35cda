package dev.roster.credentials;

import static dev.roster.membership.MembershipStatus.ACTIVE;
import static dev.roster.membership.MembershipStatus.INACTIVE;

import dev.roster.access.OrganizationPermit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.link.Links;
import dev.roster.membership.UserProblem;
import dev.roster.password.HashedPassword;
import dev.roster.password.Passwords;
import dev.roster.rights.Members;
import dev.roster.session.Sessions;
import dev.roster.shared.UserId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Replaces a user's password with one from an administrator and ends everything that the old one opened. */
@Component
class GivenPasswords {
    private final Members members;
    private final Links links;
    private final Passwords passwords;
    private final Sessions sessions;
    private final AuditLog audit;
    private final AccountNotices notices;

    GivenPasswords(
            Members members,
            Links links,
            Passwords passwords,
            Sessions sessions,
            AuditLog audit,
            AccountNotices notices) {
        this.members = members;
        this.links = links;
        this.passwords = passwords;
        this.sessions = sessions;
        this.audit = audit;
        this.notices = notices;
    }

    /**
     * @param mustChange whether they must choose a new one before doing anything else
     * @param event the cause, for the audit log
     */
    @Transactional
    void give(OrganizationPermit granted, UserId user, HashedPassword hashed, boolean mustChange, NewAuditEvent event) {
        var governed = members.getGoverned(granted, user);
        var member = governed.member();
        if (member.status() != ACTIVE && member.status() != INACTIVE) {
            throw UserProblem.NOT_IN_THIS_STATUS.with(
                    "set_password", member.status().key());
        }
        // Links first: those who follow a link lock them first, too, and the reverse order could deadlock.
        links.endAllButInvitations(granted, user);
        Members.requireOwnAccount(governed);
        passwords.give(granted, user, hashed, mustChange);
        sessions.endAll(granted, user);
        audit.record(granted, event.to(user));
        notices.tellPasswordGiven(granted, member);
    }
}
