package dev.roster.people;

import dev.roster.access.Actor;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.credentials.Addresses;
import dev.roster.credentials.PasswordMails;
import dev.roster.credentials.PasswordMails.Addressee;
import dev.roster.credentials.PasswordMails.Cause;
import dev.roster.groups.GroupMembers;
import dev.roster.membership.Member;
import dev.roster.membership.MemberInvited;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.Newcomer;
import dev.roster.membership.NewcomerRepository;
import dev.roster.organization.Onboarding;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy;
import dev.roster.password.HashedPassword;
import dev.roster.password.Passwords;
import dev.roster.password.SetBy;
import dev.roster.people.NewUsers.WantedUser;
import dev.roster.person.Profile;
import dev.roster.person.ProfileInput;
import dev.roster.rights.Governing;
import dev.roster.rights.Members;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Creates users, and shows them one by one. */
@Component
public class Users {
    private final Members members;
    private final NewcomerRepository newcomers;
    private final NewUsers newUsers;
    private final Addresses addresses;
    private final Guests guests;
    private final Organizations organizations;
    private final GroupMembers groupMembers;
    private final Governing governing;
    private final Passwords passwords;
    private final PasswordMails mails;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transactions;
    private final Clock clock;

    Users(
            Members members,
            NewcomerRepository newcomers,
            NewUsers newUsers,
            Addresses addresses,
            Guests guests,
            Organizations organizations,
            GroupMembers groupMembers,
            Governing governing,
            Passwords passwords,
            PasswordMails mails,
            AuditLog audit,
            ApplicationEventPublisher events,
            TransactionOperations transactions,
            Clock clock) {
        this.members = members;
        this.newcomers = newcomers;
        this.newUsers = newUsers;
        this.addresses = addresses;
        this.guests = guests;
        this.organizations = organizations;
        this.groupMembers = groupMembers;
        this.governing = governing;
        this.passwords = passwords;
        this.mails = mails;
        this.audit = audit;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What a creation gives back.
     *
     * @param generatedPassword to be shown once, to whoever hands it over; null with any other onboarding
     */
    public record Created(Member member, @Nullable String generatedPassword) {
        @Override
        public String toString() {
            return "Created[" + member.id() + "]"; // never the password
        }
    }

    /** Whether nobody is listed in the organization. */
    boolean isEmpty(Actor actor, OrganizationId organization) {
        actor.require(Permission.USERS_VIEW, organization);
        return members.isEmpty(organization);
    }

    /** The member, for somebody who may see the list or who asks for themselves. */
    public Member get(Actor actor, OrganizationId organization, UserId user) {
        if (!actor.is(user)) {
            actor.require(Permission.USERS_VIEW, organization);
        }
        return members.get(organization, user);
    }

    /**
     * Creates a user in an organization: the account, the membership, the mail with the link, the password or the
     * invitation, the audit event, all or nothing.
     */
    public Created create(Actor actor, OrganizationId organization, NewUser typed) {
        var granted = actor.require(Permission.USERS_CREATE, organization);
        var policy = organizations.get(organization).policy();
        var wanted = newUsers.read(organization, policy, typed);
        // Hashing takes tens of milliseconds: before the transaction, so that no lock waits for it.
        var hashed = wanted.password() == null ? null : passwords.hash(wanted.password());
        var member = create(granted, wanted, hashed, policy);
        return new Created(member, wanted.onboarding() == Onboarding.GENERATED_PASSWORD ? wanted.password() : null);
    }

    /**
     * Creates a user whose password was hashed before and is their own: active at once, without a mail, whatever the
     * policy's onboarding. For Roster itself, as when it makes demo data.
     */
    public Member create(Actor.Job job, OrganizationId organization, NewUser typed, HashedPassword hashed) {
        var granted = job.require(Permission.USERS_CREATE, organization);
        var policy = organizations.get(organization).policy();
        return create(granted, newUsers.readWithPassword(organization, policy, typed), hashed, policy);
    }

    /**
     * Refuses what {@link #create} would refuse about the person to be invited, before anything else is chosen for them.
     *
     * @return what was typed, as it would be kept
     */
    public Profile check(Actor actor, OrganizationId organization, ProfileInput typed) {
        actor.require(Permission.USERS_CREATE, organization);
        var policy = organizations.get(organization).policy();
        var errors = new InvalidException.Collector();
        var profile = Profile.read(typed, policy, errors);
        errors.throwIfAny();
        addresses.count(actor);
        addresses.requireInvitable(organization, profile.orElseThrow(), policy);
        return profile.orElseThrow();
    }

    private Member create(
            OrganizationPermit granted, WantedUser wanted, @Nullable HashedPassword hashed, Policy policy) {
        return Objects.requireNonNull(transactions.execute(transaction -> {
            var standing = governing.share(granted);
            var role = wanted.role();
            if (role != null) {
                standing.requireMayHandOut(role.id());
            }
            var newcomer = wanted.as(UserId.next(), hashed);
            var id = insert(granted, newcomer, policy);
            groupMembers.join(granted, standing, id, wanted.groups());
            if (hashed != null && wanted.password() == null) {
                passwords.choose(granted, id, hashed, SetBy.OWNER);
            } else if (hashed != null) {
                passwords.give(granted, id, hashed, policy.changeGeneratedPassword());
            }
            var created = members.get(granted.organization(), id);
            audit.record(granted, NewAuditEvent.of(UserAction.CREATED).to(id).after(newcomer.recorded()));
            if (created.status() == MembershipStatus.PENDING) {
                mails.sendSetPassword(
                        granted, Addressee.of(created), policy.links().forSetPassword(), Cause.ADMINISTRATOR);
            }
            return created;
        }));
    }

    /** Who it is: somebody new, or somebody whom the organization offers a membership of theirs to. */
    private UserId insert(OrganizationPermit granted, Newcomer newcomer, Policy policy) {
        var id = newcomers.insert(granted, newcomer, clock.instant())
                ? newcomer.id()
                : guests.invite(granted, policy, newcomer);
        if (newcomer.status() == MembershipStatus.INVITED) {
            events.publishEvent(new MemberInvited(
                    granted, id, newcomer.profile(), policy.links().forInvitation(), true));
        }
        return id;
    }
}
