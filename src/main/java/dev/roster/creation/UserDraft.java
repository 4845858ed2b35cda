package dev.roster.creation;

import dev.roster.person.ProfileInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input of a user creation, as typed or sent; null if left out.
 *
 * @param role the key of a role
 * @param groups ids or names of groups
 * @param onboarding the key of an {@link dev.roster.organization.Onboarding}
 * @param password only for {@code typed_password}
 * @param externalId their id in another system
 */
public record UserDraft(
        ProfileInput profile,
        @Nullable String role,
        @Nullable List<String> groups,
        @Nullable String onboarding,
        @Nullable String password,
        @Nullable String externalId) {

    /** A user from no other system. */
    public UserDraft(
            ProfileInput profile,
            @Nullable String role,
            @Nullable List<String> groups,
            @Nullable String onboarding,
            @Nullable String password) {
        this(profile, role, groups, onboarding, password, null);
    }

    /** Just the person's profile. */
    public static UserDraft of(ProfileInput profile) {
        return new UserDraft(profile, null, null, null, null);
    }

    /** The minimum for a policy with a single name field. */
    public static UserDraft of(String displayName, String email) {
        return of(ProfileInput.of(displayName, email));
    }

    public UserDraft withProfile(ProfileInput typed) {
        return new UserDraft(typed, role, groups, onboarding, password, externalId);
    }

    public UserDraft withRole(@Nullable String key) {
        return new UserDraft(profile, key, groups, onboarding, password, externalId);
    }

    public UserDraft withOnboarding(@Nullable String key) {
        return new UserDraft(profile, role, groups, key, password, externalId);
    }

    public UserDraft withPassword(@Nullable String typed) {
        return new UserDraft(profile, role, groups, onboarding, typed, externalId);
    }

    public UserDraft withGroups(@Nullable List<String> references) {
        return new UserDraft(profile, role, references, onboarding, password, externalId);
    }

    /** The chosen groups, or none. */
    public List<String> groupsOrNone() {
        return groups == null ? List.of() : groups;
    }

    @Override
    public String toString() {
        return "UserDraft[email=" + profile.email() + "]"; // never the password
    }
}
