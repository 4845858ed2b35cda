package dev.roster.user;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Granted;
import dev.roster.access.Permission;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.organization.Onboarding;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy;
import dev.roster.password.HashedPassword;
import dev.roster.password.PasswordGenerator;
import dev.roster.password.PasswordRules;
import dev.roster.password.Passwords;
import dev.roster.role.Governing;
import dev.roster.role.Role;
import dev.roster.role.Roles;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import dev.roster.throttle.Throttle;
import dev.roster.throttle.Throttle.Limit;
import dev.roster.user.PasswordMails.Addressee;
import dev.roster.user.PasswordMails.Cause;
import dev.roster.web.WebProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Creates users and keeps their profiles. */
@Component
public class Users {
    /** Whoever tries addresses to learn who has an account is slowed down. */
    private static final Limit ANSWERS = new Limit("address", 300, Duration.ofMinutes(10));

    private final MemberRepository repository;
    private final Organizations organizations;
    private final Roles roles;
    private final Governing governing;
    private final PasswordRules rules;
    private final PasswordGenerator generator;
    private final Passwords passwords;
    private final PasswordMails mails;
    private final AuditLog audit;
    private final TransactionOperations transactions;
    private final Throttle throttle;
    private final Clock clock;

    Users(
            MemberRepository repository,
            Organizations organizations,
            Roles roles,
            Governing governing,
            PasswordRules rules,
            PasswordGenerator generator,
            Passwords passwords,
            PasswordMails mails,
            AuditLog audit,
            TransactionOperations transactions,
            Throttle throttle,
            Clock clock) {
        this.repository = repository;
        this.organizations = organizations;
        this.roles = roles;
        this.governing = governing;
        this.rules = rules;
        this.generator = generator;
        this.passwords = passwords;
        this.mails = mails;
        this.audit = audit;
        this.transactions = transactions;
        this.throttle = throttle;
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

    /** What is asked for, read and checked, before anything is locked. */
    private record Wanted(
            Profile profile,
            Onboarding onboarding,
            @Nullable Role role,
            @Nullable String password) {
        @Override
        public String toString() {
            return "Wanted[" + onboarding + "]";
        }
    }

    /** The member, for somebody who may see the list or who asks for themselves. */
    public Member get(Actor actor, OrganizationId organization, UserId user) {
        if (!actor.is(user)) {
            actor.require(Permission.USERS_VIEW, organization);
        }
        return repository
                .find(organization, user)
                .filter(m -> m.status() != MembershipStatus.REMOVED && m.status() != MembershipStatus.ERASED)
                .orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    /**
     * Creates a user in an organization: the account, the membership, the mail with the link or the password, the audit
     * event, all or nothing.
     */
    public Created create(Actor actor, OrganizationId organization, NewUser typed) {
        var granted = actor.require(Permission.USERS_CREATE, organization);
        var policy = organizations.get(organization).policy();
        var wanted = read(organization, policy, typed);
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
        var errors = new InvalidException.Collector();
        var profile = Profile.read(typed, policy, errors);
        var role = role(organization, policy, typed.role(), errors);
        errors.throwIfAny();
        return create(
                granted, new Wanted(profile.orElseThrow(), policy.defaultOnboarding(), role, null), hashed, policy);
    }

    private Member create(Granted granted, Wanted wanted, @Nullable HashedPassword hashed, Policy policy) {
        var organization = granted.organization();
        return Objects.requireNonNull(transactions.execute(transaction -> {
            var standing = governing.share(granted);
            if (wanted.role() != null) {
                standing.requireMayHandOut(wanted.role().id());
            }
            var id = UserId.next();
            var status = hashed == null ? MembershipStatus.PENDING : MembershipStatus.ACTIVE;
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var role = wanted.role();
            if (!repository.insert(
                    granted, id, wanted.profile(), status, role == null ? null : role.id(), wanted.onboarding(), now)) {
                throw taken(organization, wanted.profile());
            }
            if (hashed != null) {
                passwords.store(granted, id, hashed, wanted.password() != null && policy.changeGeneratedPassword());
            }
            var created = created(organization, id, wanted, status, now);
            audit.record(granted, NewAuditEvent.of("user.created").to(id).after(recorded(wanted)));
            if (hashed == null && wanted.onboarding() == Onboarding.EMAIL_LINK) {
                mails.sendSetPassword(
                        granted, Addressee.of(created), policy.links().forSetPassword(), Cause.ADMINISTRATOR);
            }
            return created;
        }));
    }

    /** What is known of an address, for whoever may create users here. */
    public AddressAnswer answer(Actor actor, OrganizationId organization, String typed) {
        actor.require(Permission.USERS_CREATE, organization);
        throttle.take(ANSWERS, key(actor));
        var email = EmailAddress.read(typed).orElseThrow(() -> InvalidException.of("email", "email"));
        return answer(organization, email);
    }

    private static String key(Actor actor) {
        return switch (actor) {
            case Actor.TokenHolder machine -> "token " + machine.token();
            case Actor.SignedIn _, Actor.Proven _, Actor.Job _ ->
                actor.person().map(user -> "user " + user).orElse("roster");
        };
    }

    /** Holds off every other change until the transaction ends, and refuses where the user is no longer as known. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requireVersion(Actor actor, OrganizationId organization, UserId user, LongPredicate known) {
        governing.lock(actor.require(Permission.USERS_VIEW, organization));
        if (!known.test(get(actor, organization, user).version())) {
            throw WebProblem.PRECONDITION_FAILED.with();
        }
    }

    /** Changes a profile. Refused where somebody else changed it since {@code version} was read. */
    @Transactional
    public Member edit(Actor actor, OrganizationId organization, UserId user, ProfileChange change) {
        var self = actor.is(user);
        var granted = actor.require(self ? Permission.PROFILE_EDIT : Permission.USERS_EDIT, organization);
        var standing = governing.lock(granted);
        var before = get(actor, organization, user);
        if (!self) {
            standing.requireMayActOn(user);
        }
        if (!before.home()) {
            throw UserProblem.NOT_HOME.with();
        }
        var errors = new InvalidException.Collector();
        var profile = change.read(before, organizations.get(organization).policy(), errors);
        errors.throwIfAny();
        if (change.version() != null && change.version() != before.version()
                || !repository.updateProfile(granted, before, profile)) {
            throw AccessProblem.STALE.with();
        }
        var after = get(actor, organization, user);
        audit.record(granted, NewAuditEvent.of("user.edited").to(user).names(names(before), names(after)));
        return after;
    }

    private Wanted read(OrganizationId organization, Policy policy, NewUser typed) {
        var errors = new InvalidException.Collector();
        var profile = Profile.read(typed, policy, errors);
        var onboarding = Profile.onboarding(typed.onboarding(), policy, errors);
        var role = role(organization, policy, typed.role(), errors);
        var password = password(policy, onboarding, typed, errors);
        errors.throwIfAny();
        return new Wanted(profile.orElseThrow(), onboarding, role, password);
    }

    private @Nullable Role role(
            OrganizationId organization, Policy policy, @Nullable String typed, InvalidException.Collector errors) {
        var key = typed == null || typed.isBlank() ? policy.defaultRole() : typed;
        if (key == null) {
            if (!policy.newUser().groups()) {
                errors.add("role", "required");
            }
            return null;
        }
        var role = roles.findByKey(organization, key);
        if (role.isEmpty()) {
            errors.add("role", "unknown");
        }
        return role.orElse(null);
    }

    private @Nullable String password(
            Policy policy, Onboarding onboarding, NewUser typed, InvalidException.Collector errors) {
        var password = typed.password();
        return switch (onboarding) {
            case GENERATED_PASSWORD -> generator.generate(policy.password());
            case TYPED_PASSWORD -> {
                if (password == null || password.isEmpty()) {
                    errors.add("password", "required");
                    yield null;
                }
                var personal = Stream.of(
                                typed.email(),
                                typed.username(),
                                typed.displayName(),
                                typed.firstName(),
                                typed.lastName())
                        .filter(Objects::nonNull)
                        .toList();
                for (var flaw : rules.check(policy.password(), password, personal)) {
                    errors.add(
                            "password",
                            flaw.code(),
                            flaw.arguments(policy.password()).toArray());
                }
                yield password;
            }
            case EMAIL_LINK, INVITATION -> {
                if (password != null && !password.isEmpty()) {
                    errors.add("password", "not-with-this-onboarding");
                }
                yield null;
            }
        };
    }

    private AddressAnswer answer(OrganizationId organization, EmailAddress email) {
        var here = repository.findByEmail(organization, email);
        if (here.isPresent()) {
            return switch (here.get().status()) {
                case DELETED ->
                    new AddressAnswer(
                            AddressAnswer.Kind.DELETED_HERE, here.get().id());
                case INVITED, DECLINED -> new AddressAnswer(AddressAnswer.Kind.INVITED_HERE, null);
                case REMOVED, ERASED -> new AddressAnswer(AddressAnswer.Kind.KNOWN_ELSEWHERE, null);
                case PENDING, ACTIVE, INACTIVE -> new AddressAnswer(AddressAnswer.Kind.ACTIVE_HERE, null);
            };
        }
        return new AddressAnswer(
                repository.isKnown(email) ? AddressAnswer.Kind.KNOWN_ELSEWHERE : AddressAnswer.Kind.FREE, null);
    }

    private ProblemException taken(OrganizationId organization, Profile profile) {
        var email = profile.email();
        if (email == null) {
            return UserProblem.USERNAME_TAKEN.with(String.valueOf(profile.username()));
        }
        var answer = answer(organization, email);
        return switch (answer.kind()) {
            case ACTIVE_HERE -> UserProblem.ADDRESS_ACTIVE_HERE.with(email);
            case INVITED_HERE -> UserProblem.ADDRESS_INVITED_HERE.with(email);
            case KNOWN_ELSEWHERE -> UserProblem.ADDRESS_KNOWN_ELSEWHERE.with(email);
            case DELETED_HERE ->
                UserProblem.ADDRESS_DELETED_HERE
                        .with(email)
                        .detail(
                                "restorable",
                                Map.of(
                                        "user",
                                        Optional.ofNullable(answer.restorable())
                                                .orElseThrow()
                                                .toString()));
            case FREE -> UserProblem.USERNAME_TAKEN.with(String.valueOf(profile.username()));
        };
    }

    /** The member as it was just written: reading it back would be one query more for the same answer. */
    private static Member created(
            OrganizationId organization, UserId id, Wanted wanted, MembershipStatus status, Instant now) {
        var profile = wanted.profile();
        var email = profile.email();
        var role = wanted.role();
        return new Member(
                organization,
                id,
                email == null ? null : email.value(),
                false,
                profile.username(),
                profile.firstName(),
                profile.lastName(),
                profile.displayName(),
                profile.phone(),
                profile.locale(),
                status,
                role == null ? null : new Member.HeldRole(role.id(), role.key(), role.name()),
                true,
                wanted.onboarding(),
                false,
                now,
                status == MembershipStatus.ACTIVE ? now : null,
                null,
                2);
    }

    private static LinkedHashMap<String, Object> recorded(Wanted wanted) {
        var values = new LinkedHashMap<String, Object>();
        var role = wanted.role();
        if (role != null) {
            values.put("role", role.key());
        }
        values.put("onboarding", wanted.onboarding().key());
        return values;
    }

    private static LinkedHashMap<String, Object> names(Member member) {
        var names = new LinkedHashMap<String, Object>();
        names.put("displayName", member.displayName());
        names.put("firstName", member.firstName());
        names.put("lastName", member.lastName());
        names.put(
                "phone",
                member.phone() == null
                        ? null
                        : member.phone().countryCode() + " " + member.phone().number());
        names.put("locale", member.locale());
        return names;
    }
}
