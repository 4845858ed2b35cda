package dev.roster.user;

import dev.roster.group.Group;
import dev.roster.group.Groups;
import dev.roster.organization.Onboarding;
import dev.roster.organization.Policy;
import dev.roster.password.PasswordGenerator;
import dev.roster.password.PasswordRules;
import dev.roster.role.Role;
import dev.roster.role.Roles;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what is asked for when a user is created, by the organization's policy. Writes nothing. */
@Component
class NewUsers {
    private final Roles roles;
    private final Groups groups;
    private final PasswordRules rules;
    private final PasswordGenerator generator;

    NewUsers(Roles roles, Groups groups, PasswordRules rules, PasswordGenerator generator) {
        this.roles = roles;
        this.groups = groups;
        this.rules = rules;
        this.generator = generator;
    }

    /** A new user, checked. */
    record WantedUser(
            Profile profile,
            Onboarding onboarding,
            @Nullable Role role,
            List<Group> groups,
            @Nullable String password) {
        @Nullable RoleId roleId() {
            return role == null ? null : role.id();
        }

        @Override
        public String toString() {
            return "WantedUser[" + onboarding + "]"; // never the password
        }
    }

    /** The same for somebody whose password exists already, whatever onboarding the policy offers. */
    WantedUser readWithPassword(OrganizationId organization, Policy policy, NewUser typed) {
        var errors = new InvalidException.Collector();
        var profile = Profile.read(typed, policy, errors);
        var role = role(organization, policy, typed.role(), errors);
        var joined = groups(organization, policy, typed, errors);
        errors.throwIfAny();
        return new WantedUser(profile.orElseThrow(), policy.defaultOnboarding(), role, joined, null);
    }

    /** Reads all that was typed; what is wrong with it is collected and thrown at once. */
    WantedUser read(OrganizationId organization, Policy policy, NewUser typed) {
        var errors = new InvalidException.Collector();
        var profile = Profile.read(typed, policy, errors);
        var onboarding = Profile.onboarding(typed.onboarding(), policy, errors);
        var role = role(organization, policy, typed.role(), errors);
        var joined = groups(organization, policy, typed, errors);
        var password = password(policy, onboarding, typed, errors);
        errors.throwIfAny();
        return new WantedUser(profile.orElseThrow(), onboarding, role, joined, password);
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

    private List<Group> groups(
            OrganizationId organization, Policy policy, NewUser typed, InvalidException.Collector errors) {
        if (typed.groupsOrNone().isEmpty() && policy.newUser().groups()) {
            errors.add("groups", "required");
        }
        return groups.read(organization, typed.groupsOrNone(), errors);
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
                var personal = PasswordRules.personal(
                        typed.email(), typed.username(), typed.displayName(), typed.firstName(), typed.lastName());
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
