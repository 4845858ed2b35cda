package dev.roster.credentials;

import static dev.roster.membership.MembershipStatus.ACTIVE;
import static dev.roster.membership.MembershipStatus.INACTIVE;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.factor.FactorState;
import dev.roster.factor.Factors;
import dev.roster.membership.Member;
import dev.roster.membership.UserProblem;
import dev.roster.rights.Members;
import dev.roster.session.Sessions;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The second factors of a user, for those who may reset them. Nobody sees a secret or a code of another person. */
@Component
public class MemberFactors {
    private final Members members;
    private final Factors factors;
    private final Sessions sessions;
    private final AuditLog audit;
    private final AccountNotices notices;

    MemberFactors(Members members, Factors factors, Sessions sessions, AuditLog audit, AccountNotices notices) {
        this.members = members;
        this.factors = factors;
        this.sessions = sessions;
        this.audit = audit;
        this.notices = notices;
    }

    /** Which they have. */
    @Transactional
    public FactorState state(Actor actor, OrganizationId organization, UserId user) {
        var member = members.getToLookAt(actor.require(Permission.USERS_RESET_FACTOR, organization), user);
        Members.requireJoined(member, "reset_factor");
        return factors.state(user);
    }

    /**
     * Removes all of them, ends every session of the person and tells them. An organization may do that to the same accounts whose
     * password it may set: a factor protects the account wherever it leads.
     */
    @Transactional
    public Member reset(Actor actor, OrganizationId organization, UserId user) {
        var granted = actor.require(Permission.USERS_RESET_FACTOR, organization);
        var governed = members.getGoverned(granted, user);
        var member = governed.member();
        Members.requireOwnAccount(governed);
        if (member.status() != ACTIVE && member.status() != INACTIVE) {
            throw UserProblem.NOT_IN_THIS_STATUS.with(
                    "reset_factor", member.status().key());
        }
        if (factors.removeAll(granted, user)) {
            sessions.endAll(granted, user);
            audit.record(
                    granted, NewAuditEvent.of(CredentialsAction.FACTORS_RESET).to(user));
            notices.tellFactorsReset(granted, member);
        }
        return member;
    }
}
