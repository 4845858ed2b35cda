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
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.ProblemException;
import dev.roster.throttle.Throttle;
import dev.roster.throttle.Throttle.RateLimit;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What is known of an e-mail address, told only to those who may create users. */
@Component
public class Addresses {
    /** Whoever tries addresses to learn who has an account is slowed down. */
    private static final RateLimit ANSWERS = new RateLimit("address", 300, Duration.ofMinutes(10));

    /** Of all its people and programs together, so that another account or token brings no new budget. */
    private static final RateLimit ANSWERS_HERE = new RateLimit("address-organization", 1_500, Duration.ofMinutes(10));

    private final MemberRepository repository;
    private final AccountRepository accounts;
    private final Throttle throttle;

    Addresses(MemberRepository repository, AccountRepository accounts, Throttle throttle) {
        this.repository = repository;
        this.accounts = accounts;
        this.throttle = throttle;
    }

    /** What is known of an address, for whoever may create users here. */
    public AddressAnswer answer(Actor actor, OrganizationId organization, String typed) {
        actor.require(Permission.USERS_CREATE, organization);
        count(actor);
        var email = EmailAddress.read(typed).orElseThrow(() -> InvalidException.of("email", "email"));
        return answer(organization, email);
    }

    /** Counts one more answer to this actor, refused where there were too many lately. */
    public void count(Actor actor) {
        throttle.take(ANSWERS, asker(actor));
        var authority = actor.authority();
        if (authority != null && !actor.operator()) {
            throttle.take(ANSWERS_HERE, authority.organization().toString());
        }
    }

    /** That somebody new, or somebody who may be let in, has this address. */
    public void requireInvitable(OrganizationId organization, Profile profile, Policy policy) {
        var email = Objects.requireNonNull(profile.email());
        if (answer(organization, email).kind() != Kind.FREE && !mayInvite(organization, profile, policy)) {
            throw taken(organization, email);
        }
    }

    /** Whether whoever has this address can be offered a membership here: they were here, or the policy lets others in. */
    public boolean mayInvite(OrganizationId organization, Profile profile, Policy policy) {
        var here = Optional.ofNullable(profile.email()).flatMap(email -> repository.findByEmail(organization, email));
        return here.isEmpty()
                ? policy.addressKnownElsewhere() == KnownElsewhere.INVITE
                : here.get().status() == MembershipStatus.REMOVED;
    }

    /**
     * Why nobody can be created with this address or user name. The answer tells something of an address, and counts as if it
     * had been asked for.
     */
    public ProblemException taken(OrganizationPermit granted, Profile profile) {
        count(granted.actor());
        var organization = granted.organization();
        var email = profile.email();
        return email == null || answer(organization, email).kind() == Kind.FREE
                ? UserProblem.USERNAME_TAKEN.with(String.valueOf(profile.username()))
                : taken(organization, email);
    }

    /** Why nobody can have this address. */
    public ProblemException taken(OrganizationId organization, EmailAddress email) {
        var answer = answer(organization, email);
        return switch (answer.kind()) {
            case ACTIVE_HERE -> UserProblem.ADDRESS_ACTIVE_HERE.with(email.value());
            case INVITED_HERE -> UserProblem.ADDRESS_INVITED_HERE.with(email.value());
            // Free by now: whoever had it a moment ago is as good an answer as any.
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
            return new AddressAnswer(accounts.isKnown(email) ? Kind.KNOWN_ELSEWHERE : Kind.FREE, null);
        }
        return switch (here.get().status()) {
            case DELETED -> new AddressAnswer(Kind.DELETED_HERE, here.get().id());
            case INVITED, DECLINED -> new AddressAnswer(Kind.INVITED_HERE, null);
            case REMOVED, ERASED -> new AddressAnswer(Kind.KNOWN_ELSEWHERE, null);
            case PENDING, ACTIVE, INACTIVE -> new AddressAnswer(Kind.ACTIVE_HERE, null);
        };
    }

    /** A program counts as the person behind it; where there is none, as all such programs of its organization. */
    private static String asker(Actor actor) {
        var person = actor instanceof Actor.TokenHolder machine ? Optional.ofNullable(machine.maker()) : actor.person();
        var authority = actor.authority();
        return person.map(user -> "user " + user)
                .orElse(authority == null ? "roster" : "organization " + authority.organization());
    }
}
