package dev.roster.user;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for when a user is created, as it was typed or sent; null where it was left out.
 *
 * @param role the key of a role
 * @param groups ids or names of groups
 * @param onboarding the key of an {@link dev.roster.organization.Onboarding}
 * @param password for {@code typed_password} only
 */
public record NewUser(
        @Nullable String email,
        @Nullable String username,
        @Nullable String displayName,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String phoneCountryCode,
        @Nullable String phoneNumber,
        @Nullable String role,
        @Nullable List<String> groups,
        @Nullable String onboarding,
        @Nullable String password,
        @Nullable String locale) {

    /** The least that a policy with one name field asks for. */
    public static NewUser of(String displayName, String email) {
        return new NewUser(email, null, displayName, null, null, null, null, null, null, null, null, null);
    }

    public NewUser withRole(@Nullable String key) {
        return with(key, onboarding, password);
    }

    NewUser withOnboarding(String key) {
        return with(role, key, password);
    }

    NewUser withoutPassword() {
        return with(role, onboarding, null);
    }

    NewUser withGroups(List<String> references) {
        return new NewUser(
                email,
                username,
                displayName,
                firstName,
                lastName,
                phoneCountryCode,
                phoneNumber,
                role,
                references,
                onboarding,
                password,
                locale);
    }

    private NewUser with(@Nullable String newRole, @Nullable String newOnboarding, @Nullable String newPassword) {
        return new NewUser(
                email,
                username,
                displayName,
                firstName,
                lastName,
                phoneCountryCode,
                phoneNumber,
                newRole,
                groups,
                newOnboarding,
                newPassword,
                locale);
    }

    /** The groups that were chosen, or none. */
    public List<String> groupsOrNone() {
        return groups == null ? List.of() : groups;
    }

    @Override
    public String toString() {
        return "NewUser[email=" + email + "]"; // never the password
    }
}
