package dev.roster.people;

import dev.roster.group.Group;
import dev.roster.groups.Groups;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.Newcomer;
import dev.roster.organization.Onboarding;
import dev.roster.organization.Policy;
import dev.roster.password.HashedPassword;
import dev.roster.password.PasswordGenerator;
import dev.roster.password.PasswordRules;
import dev.roster.person.Profile;
import dev.roster.role.Role;
import dev.roster.roles.Roles;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what is asked for when a user is created, by the organization's policy. Writes nothing. */
@Component
public class NewUsers {
    private final Roles roles;
    private final Groups groups;
    private final PasswordRules rules;
    private final PasswordGenerator generator;

    public NewUsers(Roles roles, Groups groups, PasswordRules rules, PasswordGenerator generator) {
        this.roles = roles;
        this.groups = groups;
        this.rules = rules;
        this.generator = generator;
    }

    /** A new user, checked. */
    public record WantedUser(
            Profile profile,
            Onboarding onboarding,
            @Nullable Role role,
            List<Group> groups,
            @Nullable String password) {
        /** @param hashed the password, where there is one by now */
        Newcomer as(UserId id, @Nullable HashedPassword hashed) {
            var status = hashed != null
                    ? MembershipStatus.ACTIVE
                    : onboarding == Onboarding.INVITATION ? MembershipStatus.INVITED : MembershipStatus.PENDING;
            return new Newcomer(id, profile, status, onboarding, role, groups, null, hashed);
        }

        @Override
        public String toString() {
            return "WantedUser[" + onboarding + "]"; // never the password
        }
    }

    /** How the roles and groups that somebody names are found. */
    public record Names(Function<String, Optional<Role>> role, Function<String, Optional<Group>> group) {
        /** Remembers what was found: for many people at once. */
        public Names remembered() {
            var roles = new HashMap<String, Optional<Role>>();
            var groups = new HashMap<String, Optional<Group>>();
            return new Names(key -> roles.computeIfAbsent(key, role), key -> groups.computeIfAbsent(key, group));
        }
    }

    public Names names(OrganizationId organization) {
        return new Names(key -> roles.findByKey(organization, key), name -> groups.find(organization, name));
    }

    /** The same for somebody whose password exists already, whatever onboarding the policy offers. */
    public WantedUser readWithPassword(OrganizationId organization, Policy policy, NewUser typed) {
        return readWithPassword(names(organization), policy, typed, new InvalidException.Collector());
    }

    /** @param errors what is wrong besides; thrown with what is found here */
    public static WantedUser readWithPassword(
            Names names, Policy policy, NewUser typed, InvalidException.Collector errors) {
        var profile = Profile.read(typed.profile(), policy, errors);
        var role = role(names, policy, typed.role(), errors);
        var joined = groups(names, policy, typed, errors);
        errors.throwIfAny();
        return new WantedUser(profile.orElseThrow(), policy.defaultOnboarding(), role, joined, null);
    }

    /** Reads all that was typed; what is wrong with it is collected and thrown at once. */
    WantedUser read(OrganizationId organization, Policy policy, NewUser typed) {
        var errors = new InvalidException.Collector();
        var profile = Profile.read(typed.profile(), policy, errors);
        var onboarding = Profile.onboarding(typed.onboarding(), policy, errors);
        var names = names(organization);
        var role = role(names, policy, typed.role(), errors);
        var joined = groups(names, policy, typed, errors);
        var password = password(policy, onboarding, typed, errors);
        errors.throwIfAny();
        return new WantedUser(profile.orElseThrow(), onboarding, role, joined, password);
    }

    private static @Nullable Role role(
            Names names, Policy policy, @Nullable String typed, InvalidException.Collector errors) {
        var key = typed == null || typed.isBlank() ? policy.defaultRole() : typed;
        if (key == null) {
            if (!policy.newUser().groups()) {
                errors.add("role", "required");
            }
            return null;
        }
        var role = names.role().apply(key);
        if (role.isEmpty()) {
            errors.add("role", "unknown");
        }
        return role.orElse(null);
    }

    private static List<Group> groups(Names names, Policy policy, NewUser typed, InvalidException.Collector errors) {
        if (typed.groupsOrNone().isEmpty() && policy.newUser().groups()) {
            errors.add("groups", "required");
        }
        return Groups.read(names.group(), typed.groupsOrNone(), errors);
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
                var who = typed.profile();
                var personal = PasswordRules.personal(
                        who.email(), who.username(), who.displayName(), who.firstName(), who.lastName());
                rules.check(policy.password(), password, personal, "password", errors);
                yield password;
            }
            case INVITATION, EMAIL_LINK -> {
                if (password != null && !password.isEmpty()) {
                    errors.add("password", "not-with-this-onboarding");
                }
                yield null;
            }
        };
    }
}
