package dev.roster.creation;

import dev.roster.group.Group;
import dev.roster.groups.Groups;
import dev.roster.membership.ExternalIds;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.NewUser;
import dev.roster.organization.Onboarding;
import dev.roster.organization.Policy;
import dev.roster.password.PasswordRules;
import dev.roster.person.Profile;
import dev.roster.person.Profile.Required;
import dev.roster.person.ProfileInput;
import dev.roster.role.Role;
import dev.roster.roles.Roles;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the input of a user creation according to the organization's policy. Writes nothing. */
@Component
public class NewUserReader {
    private final Roles roles;
    private final Groups groups;
    private final PasswordRules rules;

    NewUserReader(Roles roles, Groups groups, PasswordRules rules) {
        this.roles = roles;
        this.groups = groups;
        this.rules = rules;
    }

    /**
     * How the named roles and groups are looked up.
     *
     * @param roles the names of all roles
     */
    public record Names(
            Function<String, Optional<Role>> role, Function<String, Optional<Group>> group, Supplier<String> roles) {
        /** Caches lookups, for creating many users at once. */
        public Names remembered() {
            var known = new HashMap<String, Optional<Role>>();
            var joined = new HashMap<String, Optional<Group>>();
            return new Names(key -> known.computeIfAbsent(key, role), key -> joined.computeIfAbsent(key, group), roles);
        }

        /** References to groups as people list them in one cell: with commas, unless there is a group of that very name. */
        public List<String> separated(List<String> references) {
            return references.stream()
                    .flatMap(reference ->
                            reference.indexOf(',') < 0 || group.apply(reference).isPresent()
                                    ? Stream.of(reference)
                                    : Arrays.stream(reference.split(","))
                                            .map(String::strip)
                                            .filter(part -> !part.isEmpty()))
                    .toList();
        }
    }

    public Names names(OrganizationId organization) {
        return new Names(
                key -> roles.find(organization, key),
                name -> groups.find(organization, name),
                () -> roles.named(organization));
    }

    /**
     * What new users get who say nothing else, with the key of the role and the ids of the groups: these keep their meaning.
     *
     * @param role its key or name; null or blank for none
     * @param references ids or names of groups
     * @throws InvalidException if there is no such role or group
     */
    public UserDraft settled(OrganizationId organization, @Nullable String role, List<String> references) {
        var errors = new InvalidException.Collector();
        var joined = groups.read(organization, references, errors);
        var given = role == null || role.isBlank() ? null : named(names(organization), role, errors);
        errors.throwIfAny();
        return UserDraft.of(ProfileInput.NOTHING)
                .withRole(given == null ? null : given.key())
                .withGroups(joined.stream().map(group -> group.id().toString()).toList());
    }

    /**
     * Reads everything that was typed; errors are collected and thrown together.
     *
     * @return the new user; the password is added once it is hashed
     */
    public NewUser read(OrganizationId organization, Policy policy, UserDraft typed) {
        var errors = new InvalidException.Collector();
        var onboarding = onboarding(typed.onboarding(), policy, errors);
        checkPassword(policy, onboarding, typed, errors);
        return read(
                names(organization),
                policy,
                typed,
                MembershipStatus.first(onboarding),
                onboarding,
                new Required(!policy.mayLackEmail(onboarding), true),
                errors);
    }

    /** The same for a user who is active at once; the policy's usual onboarding is recorded. */
    public NewUser readActive(OrganizationId organization, Policy policy, UserDraft typed) {
        return read(
                names(organization),
                policy,
                typed,
                MembershipStatus.ACTIVE,
                policy.defaultOnboarding(),
                Required.ALL,
                new InvalidException.Collector());
    }

    /**
     * The same for a user whose onboarding and status are known, and whose password, if any, is already hashed.
     *
     * @param errors other errors, thrown together with those found here
     */
    public static NewUser read(
            Names names,
            Policy policy,
            UserDraft typed,
            MembershipStatus status,
            Onboarding onboarding,
            Required required,
            InvalidException.Collector errors) {
        var profile = Profile.read(typed.profile(), policy, required, errors);
        var role = role(names, policy, typed.role(), errors);
        var joined = groups(names, policy, typed, errors);
        var externalId = ExternalIds.read(typed.externalId(), errors);
        errors.throwIfAny();
        return new NewUser(UserId.next(), profile.orElseThrow(), status, onboarding, role, joined, externalId, null);
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
        return named(names, key, errors);
    }

    private static @Nullable Role named(Names names, String reference, InvalidException.Collector errors) {
        var role = names.role().apply(reference);
        if (role.isEmpty()) {
            errors.add("role", "unknown", names.roles().get());
        }
        return role.orElse(null);
    }

    private static List<Group> groups(Names names, Policy policy, UserDraft typed, InvalidException.Collector errors) {
        if (typed.groupsOrNone().isEmpty() && policy.newUser().groups()) {
            errors.add("groups", "required");
        }
        return Groups.read(names.group(), typed.groupsOrNone(), errors);
    }

    private void checkPassword(
            Policy policy, Onboarding onboarding, UserDraft typed, InvalidException.Collector errors) {
        var password = typed.password() == null ? "" : typed.password();
        if (onboarding == Onboarding.TYPED_PASSWORD) {
            if (password.isEmpty()) {
                errors.add("password", "required");
                return;
            }
            var who = typed.profile();
            var personal = PasswordRules.personal(
                    who.email(), who.username(), who.displayName(), who.firstName(), who.lastName());
            rules.check(policy.password(), password, personal, "password", errors);
        } else if (onboarding != Onboarding.GENERATED_PASSWORD && !password.isEmpty()) {
            errors.add("password", "not-with-this-onboarding");
        }
    }

    /** The user's onboarding: the requested one if the policy offers it, otherwise the policy's default. */
    private static Onboarding onboarding(@Nullable String typed, Policy policy, InvalidException.Collector errors) {
        if (typed == null || typed.isBlank()) {
            return policy.defaultOnboarding();
        }
        var found =
                policy.onboarding().stream().filter(o -> o.key().equals(typed)).findFirst();
        if (found.isEmpty()) {
            errors.add("onboarding", "unknown");
        }
        return found.orElse(policy.defaultOnboarding());
    }
}
