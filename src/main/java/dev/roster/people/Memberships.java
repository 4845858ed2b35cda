package dev.roster.people;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.Permission;
import dev.roster.credentials.AccessRevocation;
import dev.roster.credentials.AddressRecords;
import dev.roster.credentials.PasswordMails;
import dev.roster.credentials.PasswordMails.Addressee;
import dev.roster.credentials.PasswordMails.Cause;
import dev.roster.membership.Member;
import dev.roster.membership.Transition;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.Departure;
import dev.roster.rights.Members;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes the status of a membership: deactivates, activates, deletes and restores. */
@Component
public class Memberships {
    private final Members members;
    private final Organizations organizations;
    private final Transitions transitions;
    private final RoleAssignments assignments;
    private final AccessRevocation revocation;
    private final AddressRecords addresses;
    private final PasswordMails mails;

    Memberships(
            Members members,
            Organizations organizations,
            Transitions transitions,
            RoleAssignments assignments,
            AccessRevocation revocation,
            AddressRecords addresses,
            PasswordMails mails) {
        this.members = members;
        this.organizations = organizations;
        this.transitions = transitions;
        this.assignments = assignments;
        this.revocation = revocation;
        this.addresses = addresses;
        this.mails = mails;
    }

    /** How a restored user gets a new password, as the old one is gone: whether they are emailed a link. */
    public enum AfterRestoring {
        MAIL_A_LINK,
        MAIL_NOTHING
    }

    /** Blocks the user from the next request on; role and password are kept. */
    @Transactional
    public Member deactivate(Actor actor, OrganizationId organization, UserId user) {
        return deactivate(actor, organization, user, Expected.ANY);
    }

    /** The same for a user who has not changed since. */
    @Transactional
    public Member deactivate(Actor actor, OrganizationId organization, UserId user, Expected expected) {
        var granted = actor.require(Permission.USERS_DEACTIVATE, organization);
        var policy = policy(organization);
        var governed = members.getGoverned(granted, user);
        expected.require(governed.member().version());
        UserProblem.requireOffered(policy, Departure.DEACTIVATE);
        governed.standing().requireAdministratorRemains(user);
        var after = transitions.move(granted, governed, Transition.DEACTIVATE);
        revocation.endSessionsUnlessActive(granted, user);
        return after;
    }

    /** Reactivates a user, unchanged. */
    @Transactional
    public Member activate(Actor actor, OrganizationId organization, UserId user) {
        return activate(actor, organization, user, Expected.ANY);
    }

    /** The same for a user who has not changed since. */
    @Transactional
    public Member activate(Actor actor, OrganizationId organization, UserId user, Expected expected) {
        var granted = actor.require(Permission.USERS_DEACTIVATE, organization);
        var policy = policy(organization);
        var governed = members.getGoverned(granted, user);
        expected.require(governed.member().version());
        UserProblem.requireOffered(policy, Departure.DEACTIVATE);
        return transitions.move(granted, governed, Transition.ACTIVATE);
    }

    /** Soft-deletes a user: the password, the sessions and the links are gone, the address stays taken; can be restored. */
    @Transactional
    public Member delete(Actor actor, OrganizationId organization, UserId user, Expected expected) {
        var granted = actor.require(Permission.USERS_DELETE, organization);
        var governed = members.getGoverned(granted, user);
        var before = governed.member();
        expected.require(before.version());
        UserProblem.requireOffered(policy(organization), Departure.DELETE);
        governed.standing().requireAdministratorRemains(user);
        transitions.move(granted, governed, Transition.DELETE);
        if (before.home() && governed.standing().mayChangeAccount(user)) {
            revocation.accountDeleted(granted, governed);
        } else {
            revocation.membershipEnded(granted, before);
        }
        return members.get(organization, user);
    }

    /** Restores a user without a password; with the old role if the actor may hand it out, otherwise with the default role. */
    @Transactional
    public Member restore(Actor actor, OrganizationId organization, UserId user, AfterRestoring after) {
        return restore(actor, organization, user, after, Expected.ANY);
    }

    /** The same for a user who has not changed since. */
    @Transactional
    public Member restore(
            Actor actor, OrganizationId organization, UserId user, AfterRestoring after, Expected expected) {
        var granted = actor.require(Permission.USERS_DELETE, organization);
        var deleted = members.getAnother(granted, user);
        expected.require(deleted.member().version());
        var policy = policy(organization);
        transitions.move(granted, deleted, Transition.RESTORE);
        addresses.reclaim(granted, deleted.member());
        assignments.keepGoverned(granted, deleted, policy);
        var restored = members.get(organization, user);
        if (after == AfterRestoring.MAIL_A_LINK) {
            mails.sendSetPassword(
                    granted, Addressee.of(restored), policy.links().forSetPassword(), Cause.ADMINISTRATOR);
        }
        return restored;
    }

    private Policy policy(OrganizationId organization) {
        return organizations.get(organization).policy();
    }
}
