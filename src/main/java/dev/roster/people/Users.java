package dev.roster.people;

import dev.roster.access.Actor;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.creation.Creations;
import dev.roster.creation.Creations.Origin;
import dev.roster.creation.Creations.Outcome;
import dev.roster.creation.NewUserReader;
import dev.roster.creation.UserDraft;
import dev.roster.credentials.Addresses;
import dev.roster.mail.Outbox;
import dev.roster.membership.ExternalIds;
import dev.roster.membership.Member;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.NewUser;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Onboarding;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy;
import dev.roster.password.FirstPassword;
import dev.roster.password.HashedPassword;
import dev.roster.password.NewPasswords;
import dev.roster.person.Profile;
import dev.roster.person.ProfileInput;
import dev.roster.rights.Members;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Creates users and shows single ones. */
@Component
public class Users {
    private final Members members;
    private final NewUserReader newUsers;
    private final Creations creations;
    private final Addresses addresses;
    private final Organizations organizations;
    private final NewPasswords passwords;
    private final Outbox outbox;

    Users(
            Members members,
            NewUserReader newUsers,
            Creations creations,
            Addresses addresses,
            Organizations organizations,
            NewPasswords passwords,
            Outbox outbox) {
        this.members = members;
        this.newUsers = newUsers;
        this.creations = creations;
        this.addresses = addresses;
        this.organizations = organizations;
        this.passwords = passwords;
        this.outbox = outbox;
    }

    /**
     * The result of a creation.
     *
     * @param generatedPassword to be shown once, to the person who hands it over; null with any other onboarding
     */
    public record Created(Member member, @Nullable String generatedPassword) {
        @Override
        public String toString() {
            return "Created[" + member.id() + "]"; // never the password
        }
    }

    /** Whether the organization has no listed users. */
    boolean isEmpty(Actor actor, OrganizationId organization) {
        actor.require(Permission.USERS_VIEW, organization);
        return members.isEmpty(organization);
    }

    /** The member, for an actor who may see the list or asks for themselves; a deleted one, for those who may restore. */
    public Member get(Actor actor, OrganizationId organization, UserId user) {
        if (!actor.is(user)) {
            actor.require(Permission.USERS_VIEW, organization);
        }
        var member = members.get(organization, user);
        if (member.status() == MembershipStatus.DELETED) {
            actor.require(Permission.USERS_DELETE, organization);
        }
        return member;
    }

    /** What became of the last email to a user, for those who send them. */
    Optional<UserJson.MailJson> findLastMail(Actor actor, OrganizationId organization, UserId user) {
        var permission = Stream.of(Permission.USERS_CREATE, Permission.USERS_RESET_PASSWORD)
                .filter(wanted -> actor.may(wanted, organization))
                .findFirst();
        return permission.flatMap(
                held -> outbox.findLast(actor.require(held, organization), user).map(UserJson.MailJson::of));
    }

    /**
     * Creates a user in an organization, as a batch of one.
     *
     * @throws dev.roster.shared.ProblemException if the actor may not, or the address or username is taken
     * @throws InvalidException for invalid input
     */
    public Created create(Actor actor, OrganizationId organization, UserDraft typed) {
        var granted = actor.require(Permission.USERS_CREATE, organization);
        var policy = organizations.get(organization).policy();
        var newcomer = newUsers.read(organization, policy, typed);
        boolean generated = newcomer.onboarding() == Onboarding.GENERATED_PASSWORD;
        var password = generated ? passwords.generate(policy.password()) : typed.password();
        if (generated || newcomer.onboarding() == Onboarding.TYPED_PASSWORD) {
            // Hashing takes tens of milliseconds: before the transaction, so that no lock waits for it.
            var hashed = passwords.hash(String.valueOf(password));
            newcomer = newcomer.withPassword(FirstPassword.given(hashed, policy.changeGeneratedPassword()));
        }
        return new Created(create(granted, policy, newcomer), generated ? password : null);
    }

    /**
     * Creates a user whose own password has already been hashed: active at once, without an email, whatever the policy's
     * onboarding. For Roster itself, for example to create demo data.
     */
    public Member create(Actor.Job job, OrganizationId organization, UserDraft typed, HashedPassword hashed) {
        var granted = job.require(Permission.USERS_CREATE, organization);
        var policy = organizations.get(organization).policy();
        var newcomer = newUsers.readActive(organization, policy, typed).withPassword(FirstPassword.own(hashed));
        return create(granted, policy, newcomer);
    }

    private Member create(OrganizationPermit granted, Policy policy, NewUser newcomer) {
        var outcome = create(granted, policy, newcomer, String.valueOf(newcomer.externalId()));
        var user = outcome.orElseThrow();
        var member = outcome.member();
        return member == null ? members.get(granted.organization(), user) : member;
    }

    private Outcome create(OrganizationPermit granted, Policy policy, NewUser newcomer, String externalId) {
        try {
            return creations
                    .create(granted, policy, List.of(newcomer), Origin.SINGLE)
                    .getFirst();
        } catch (DuplicateKeyException refused) {
            throw ExternalIds.isTaken(refused) ? UserProblem.EXTERNAL_ID_TAKEN.with(externalId) : refused;
        }
    }

    /**
     * Refuses the invited person's data that {@link #create} would refuse, before anything else is chosen for them.
     *
     * @return the input, as it would be stored
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
}
