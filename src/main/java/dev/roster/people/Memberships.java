package dev.roster.people;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.access.Permit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.credentials.PasswordMails;
import dev.roster.credentials.PasswordMails.Addressee;
import dev.roster.credentials.PasswordMails.Cause;
import dev.roster.credentials.RemovalMails;
import dev.roster.groups.GroupMembers;
import dev.roster.groups.Groups;
import dev.roster.link.Links;
import dev.roster.membership.AccountRepository;
import dev.roster.membership.Member;
import dev.roster.membership.MemberRepository;
import dev.roster.membership.MembershipEnded;
import dev.roster.membership.Transition;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.Departure;
import dev.roster.password.Passwords;
import dev.roster.rights.Governing;
import dev.roster.rights.Members;
import dev.roster.rights.Standing;
import dev.roster.roles.Roles;
import dev.roster.session.Sessions;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an administrator does to a membership after it was made: its role and its status. */
@Component
public class Memberships {
    private final Members members;
    private final MemberRepository repository;
    private final AccountRepository accounts;
    private final Organizations organizations;
    private final Roles roles;
    private final Groups groups;
    private final GroupMembers groupMembers;
    private final Governing governing;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Links links;
    private final PasswordMails mails;
    private final RemovalMails removalMails;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Memberships(
            Members members,
            MemberRepository repository,
            AccountRepository accounts,
            Organizations organizations,
            Roles roles,
            Groups groups,
            GroupMembers groupMembers,
            Governing governing,
            Passwords passwords,
            Sessions sessions,
            Links links,
            PasswordMails mails,
            RemovalMails removalMails,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.members = members;
        this.repository = repository;
        this.accounts = accounts;
        this.organizations = organizations;
        this.roles = roles;
        this.groups = groups;
        this.groupMembers = groupMembers;
        this.governing = governing;
        this.passwords = passwords;
        this.sessions = sessions;
        this.links = links;
        this.mails = mails;
        this.removalMails = removalMails;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** What happens with a restored user's password: it is gone, and a new one comes by link. */
    public enum AfterRestoring {
        MAIL_A_LINK,
        MAIL_NOTHING
    }

    /** Gives another role. Takes effect with the person's next request. */
    @Transactional
    public Member changeRole(Actor actor, OrganizationId organization, UserId user, String roleKey, Expected expected) {
        var granted = actor.require(Permission.USERS_ASSIGN_ROLE, organization);
        var governed = members.getGoverned(granted, user);
        var standing = governed.standing();
        var before = governed.member();
        expected.require(before.version());
        var role = roles.findByKey(organization, roleKey)
                .orElseThrow(() -> InvalidException.of("role", roleKey.isBlank() ? "required" : "unknown"));
        standing.requireMayHandOut(role.id());
        if (!before.status().isListed()) {
            throw UserProblem.NOT_IN_THIS_STATUS.with(
                    "change_role", before.status().key());
        }
        var held = before.role();
        if (held != null && held.id().equals(role.id())) {
            return before;
        }
        standing.keepingAnAdministrator(() -> repository.setRole(granted, user, role.id()));
        audit.record(
                granted,
                NewAuditEvent.of(UserAction.ROLE_CHANGED)
                        .to(user)
                        .before(held == null ? Map.of() : Map.of("role", held.key()))
                        .after(Map.of("role", role.key())));
        return members.get(organization, user);
    }

    /**
     * Belongs to these groups from now on, and to no others: with the person's next request.
     *
     * @param references ids or names of groups
     */
    @Transactional
    public Member changeGroups(
            Actor actor, OrganizationId organization, UserId user, List<String> references, Expected expected) {
        governing.lock(actor.require(Permission.USERS_ASSIGN_ROLE, organization));
        expected.require(members.get(organization, user).version());
        var errors = new InvalidException.Collector();
        var wanted = groups.read(organization, references, errors);
        errors.throwIfAny();
        groupMembers.set(actor, organization, user, wanted);
        return members.get(organization, user);
    }

    /** No sign-in from the next request on; role and password stay. */
    @Transactional
    public Member deactivate(Actor actor, OrganizationId organization, UserId user) {
        var granted = actor.require(Permission.USERS_DEACTIVATE, organization);
        var governed = members.getGoverned(granted, user);
        requireOffered(organization, Departure.DEACTIVATE);
        governed.standing().requireAdministratorRemains(user);
        move(granted, governed.member(), Transition.DEACTIVATE);
        endSessionsUnlessWanted(granted, user);
        return members.get(organization, user);
    }

    @Transactional
    public Member activate(Actor actor, OrganizationId organization, UserId user) {
        var granted = actor.require(Permission.USERS_DEACTIVATE, organization);
        var before = members.getGoverned(granted, user).member();
        requireOffered(organization, Departure.DEACTIVATE);
        move(granted, before, Transition.ACTIVATE);
        return members.get(organization, user);
    }

    /** Soft-deletes: the password, the sessions and the links are gone, the address stays taken; restorable. */
    @Transactional
    public Member delete(Actor actor, OrganizationId organization, UserId user, Expected expected) {
        var granted = actor.require(Permission.USERS_DELETE, organization);
        var governed = members.getGoverned(granted, user);
        expected.require(governed.member().version());
        requireOffered(organization, Departure.DELETE);
        governed.standing().requireAdministratorRemains(user);
        var before = governed.member();
        move(granted, before, Transition.DELETE);
        events.publishEvent(new MembershipEnded(granted, user));
        if (before.home() && governed.standing().mayChangeAccount(user)) {
            links.endAllButInvitations(granted, user);
            governed.standing().requireMayChangeAccount(user, before.displayName());
            passwords.drop(granted, user);
            sessions.endAll(granted, user);
        } else {
            // The account lives elsewhere too, and stays as it is there.
            links.endAllHere(granted, user);
            endSessionsUnlessWanted(granted, user);
        }
        return members.get(organization, user);
    }

    /**
     * Takes somebody out of this organization only: whatever they belong to elsewhere stays, and they can be invited
     * again. Whoever had joined is told by mail; for whoever had not, it revokes the invitation.
     *
     * @return who they were here
     */
    @Transactional
    public Member remove(Actor actor, OrganizationId organization, UserId user) {
        var granted = actor.require(Permission.USERS_REMOVE, organization);
        return remove(granted, members.getGoverned(granted, user));
    }

    /** Takes an invitation back: for whoever may invite, whatever else the policy offers. */
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
            requireOffered(member.organization(), Departure.REMOVE);
        }
        governed.standing().requireAdministratorRemains(user);
        move(granted, member, Transition.REMOVE);
        groupMembers.leaveAll(granted, user);
        links.endAllHere(granted, user);
        events.publishEvent(new MembershipEnded(granted, user));
        if (member.hasJoined()) {
            accounts.moveHomeFrom(granted, user);
            endSessionsUnlessWanted(granted, user);
            removalMails.tell(granted, member);
        }
        return member;
    }

    /** Brings the account back without its password; the old role if the actor may hand it out, else the default. */
    @Transactional
    public Member restore(Actor actor, OrganizationId organization, UserId user, AfterRestoring after) {
        var granted = actor.require(Permission.USERS_DELETE, organization);
        var standing = governing.lock(granted);
        Members.requireAnother(granted, user);
        var before = members.get(organization, user);
        var policy = organizations.get(organization).policy();
        var role = roleAfterRestoring(standing, before, policy);
        move(granted, before, Transition.RESTORE);
        repository.setRole(granted, user, role);
        groupMembers.keepOnlyMine(granted, standing, user);
        var restored = members.get(organization, user);
        if (after == AfterRestoring.MAIL_A_LINK) {
            mails.sendSetPassword(
                    granted, Addressee.of(restored), policy.links().forSetPassword(), Cause.ADMINISTRATOR);
        }
        return restored;
    }

    private @Nullable RoleId roleAfterRestoring(Standing standing, Member member, Policy policy) {
        var held = member.role();
        if (held != null && standing.mayHandOut(held.id())) {
            return held.id();
        }
        var standard = policy.defaultRole();
        if (standard == null && policy.newUser().groups()) {
            return null;
        }
        var role = roles.findByKey(member.organization(), standard == null ? "" : standard)
                .orElseThrow(() -> InvalidException.of("role", "required"));
        standing.requireMayHandOut(role.id());
        return role.id();
    }

    /** Moves a membership along the state chart, and records it. */
    void move(OrganizationPermit granted, Member before, Transition transition) {
        if (!repository.move(granted, before.id(), transition, clock.instant())) {
            throw UserProblem.NOT_IN_THIS_STATUS.with(
                    transition.key(), before.status().key());
        }
        audit.record(
                granted,
                NewAuditEvent.of(transition)
                        .to(before.id())
                        .before(Map.of("status", before.status().key()))
                        .after(Map.of("status", transition.to().key())));
    }

    /** Whoever may still be elsewhere stays signed in there; here the live status shuts them out. */
    private void endSessionsUnlessWanted(Permit granted, UserId user) {
        if (!accounts.isActiveAnywhere(user)) {
            sessions.endAll(granted, user);
        }
    }

    private void requireOffered(OrganizationId organization, Departure departure) {
        if (!organizations.get(organization).policy().offers(departure)) {
            throw UserProblem.NOT_OFFERED.with(departure.name().toLowerCase(Locale.ROOT));
        }
    }
}
