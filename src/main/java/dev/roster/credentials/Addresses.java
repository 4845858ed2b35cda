package dev.roster.credentials;

import dev.roster.access.Actor;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.credentials.AddressAnswer.Kind;
import dev.roster.membership.AccountRepository;
import dev.roster.membership.MemberRepository;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.KnownElsewhere;
import dev.roster.person.Profile;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.ProblemException;
import dev.roster.throttle.Throttle;
import dev.roster.throttle.Throttle.RateLimit;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What is known about an email address, disclosed only to those who may create users. */
@Component
public class Addresses {
    /** Slows down attempts to find out which addresses have an account. */
    private static final RateLimit ANSWERS = new RateLimit("address", 300, Duration.ofMinutes(10));

    /** Shared by all of the organization's users and programs, so that another account or token brings no new budget. */
    private static final RateLimit ANSWERS_HERE = new RateLimit("address-organization", 1_500, Duration.ofMinutes(10));

    private final MemberRepository repository;
    private final AccountRepository accounts;
    private final Throttle throttle;

    Addresses(MemberRepository repository, AccountRepository accounts, Throttle throttle) {
        this.repository = repository;
        this.accounts = accounts;
        this.throttle = throttle;
    }

    /** What is known about an address, for those who may create users here. */
    public AddressAnswer answer(Actor actor, OrganizationId organization, String typed) {
        actor.require(Permission.USERS_CREATE, organization);
        count(actor);
        var email = EmailAddress.parse(typed);
        return answer(organization, email)
                .withLookAlike(accounts.findLookAlike(organization, email).orElse(null));
    }

    /** Counts one more answer to this actor; refuses if there were too many recently. */
    public void count(Actor actor) {
        throttle.take(ANSWERS, asker(actor));
        var authority = actor.authority();
        if (authority != null && !actor.operator()) {
            throttle.take(ANSWERS_HERE, authority.organization().toString());
        }
    }

    /** Checks that the address is unused, or that its owner may be admitted. */
    public void requireInvitable(OrganizationId organization, Profile profile, Policy policy) {
        var email = Objects.requireNonNull(profile.email());
        if (answer(organization, email).kind() != Kind.FREE && !mayInvite(organization, profile, policy)) {
            throw taken(organization, email);
        }
    }

    /**
     * Whether the person with this address can be offered a membership here: they were here before, or the policy admits
     * others.
     */
    public boolean mayInvite(OrganizationId organization, Profile profile, Policy policy) {
        var here = Optional.ofNullable(profile.email()).flatMap(email -> repository.findByEmail(organization, email));
        return here.isEmpty()
                ? policy.addressKnownElsewhere() == KnownElsewhere.INVITE
                : here.get().status() == MembershipStatus.REMOVED;
    }

    /**
     * The reason why no user can be created with this address or username. As the answer discloses something about an address,
     * it counts like a lookup.
     */
    public ProblemException taken(OrganizationPermit granted, Profile profile) {
        count(granted.actor());
        var organization = granted.organization();
        var email = profile.email();
        return email == null || answer(organization, email).kind() == Kind.FREE
                ? UserProblem.USERNAME_TAKEN.with(String.valueOf(profile.username()))
                : taken(organization, email);
    }

    /** The reason why no one can have this address. */
    public ProblemException taken(OrganizationId organization, EmailAddress email) {
        var answer = answer(organization, email);
        return switch (answer.kind()) {
            case ACTIVE_HERE -> UserProblem.ADDRESS_ACTIVE_HERE.with(email.value());
            case INVITED_HERE -> UserProblem.ADDRESS_INVITED_HERE.with(email.value());
            // Free by now: its owner of a moment ago is as good an answer as any.
            case KNOWN_ELSEWHERE, FREE -> UserProblem.ADDRESS_KNOWN_ELSEWHERE.with(email.value());
            case DELETED_HERE -> {
                var user = Optional.ofNullable(answer.restorable()).orElseThrow();
                yield UserProblem.ADDRESS_DELETED_HERE
                        .with(email.value())
                        .detail("restorable", Map.of("user", user.toString()));
            }
        };
    }

    private AddressAnswer answer(OrganizationId organization, EmailAddress email) {
        var here = repository.findByEmail(organization, email);
        if (here.isEmpty()) {
            return new AddressAnswer(accounts.isKnown(organization, email) ? Kind.KNOWN_ELSEWHERE : Kind.FREE, null);
        }
        return switch (here.get().status()) {
            case DELETED -> new AddressAnswer(Kind.DELETED_HERE, here.get().id());
            case INVITED, DECLINED -> new AddressAnswer(Kind.INVITED_HERE, null);
            case REMOVED, ERASED -> new AddressAnswer(Kind.KNOWN_ELSEWHERE, null);
            case PENDING, ACTIVE, INACTIVE -> new AddressAnswer(Kind.ACTIVE_HERE, null);
        };
    }

    /** A program counts as the person behind it; without one, as all such programs of its organization together. */
    private static String asker(Actor actor) {
        var person = actor instanceof Actor.TokenHolder machine ? Optional.ofNullable(machine.maker()) : actor.person();
        var authority = actor.authority();
        return person.map(user -> "user " + user)
                .orElse(authority == null ? "roster" : "organization " + authority.organization());
    }
}
