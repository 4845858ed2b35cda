package dev.roster.people;

import dev.roster.access.Actor;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.credentials.AccessRevocation;
import dev.roster.credentials.AccountNotices;
import dev.roster.groups.GroupMembers;
import dev.roster.membership.AccountRepository;
import dev.roster.membership.Member;
import dev.roster.membership.Transition;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy.Departure;
import dev.roster.rights.Members;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Removes people from an organization; their account stays as it is elsewhere, and they can be invited again. */
@Component
public class Removals {
    private final Members members;
    private final Organizations organizations;
    private final Transitions transitions;
    private final GroupMembers groupMembers;
    private final AccessRevocation revocation;
    private final AccountRepository accounts;
    private final AccountNotices notices;

    Removals(
            Members members,
            Organizations organizations,
            Transitions transitions,
            GroupMembers groupMembers,
            AccessRevocation revocation,
            AccountRepository accounts,
            AccountNotices notices) {
        this.members = members;
        this.organizations = organizations;
        this.transitions = transitions;
        this.groupMembers = groupMembers;
        this.revocation = revocation;
        this.accounts = accounts;
        this.notices = notices;
    }

    /**
     * Removes a user from this organization. A member who had joined is notified by email; for one who had not, this revokes
     * the invitation.
     *
     * @return the user as they were here
     */
    @Transactional
    public Member remove(Actor actor, OrganizationId organization, UserId user) {
        var granted = actor.require(Permission.USERS_REMOVE, organization);
        return remove(granted, members.getGoverned(granted, user));
    }

    /** Revokes an invitation: for everyone who may invite, whatever else the policy offers. */
    @Transactional
    public Member revokeInvitation(Actor actor, OrganizationId organization, UserId user) {
        var granted = actor.require(Permission.USERS_CREATE, organization);
        var governed = members.getGoverned(granted, user);
        if (governed.member().hasJoined()) {
            throw UserProblem.NOT_IN_THIS_STATUS.with(
                    "revoke_invitation", governed.member().status().key());
        }
        return remove(granted, governed);
    }

    private Member remove(OrganizationPermit granted, Members.Governed governed) {
        var member = governed.member();
        var user = member.id();
        if (member.hasJoined()) {
            UserProblem.requireOffered(organizations.get(member.organization()).policy(), Departure.REMOVE);
        }
        governed.standing().requireAdministratorRemains(user);
        transitions.move(granted, governed, Transition.REMOVE);
        groupMembers.leaveAll(granted, user);
        revocation.membershipEnded(granted, member);
        if (member.hasJoined()) {
            accounts.moveHomeFrom(granted, user);
            notices.tellRemoved(granted, member);
        }
        return member;
    }
}
