package dev.roster.creation;

import dev.roster.person.ProfileInput;
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
public record UserDraft(
        ProfileInput profile,
        @Nullable String role,
        @Nullable List<String> groups,
        @Nullable String onboarding,
        @Nullable String password) {

    /** Nothing but who it is. */
    public static UserDraft of(ProfileInput profile) {
        return new UserDraft(profile, null, null, null, null);
    }

    /** The least that a policy with one name field asks for. */
    public static UserDraft of(String displayName, String email) {
        return of(ProfileInput.of(displayName, email));
    }

    public UserDraft withRole(@Nullable String key) {
        return new UserDraft(profile, key, groups, onboarding, password);
    }

    public UserDraft withOnboarding(@Nullable String key) {
        return new UserDraft(profile, role, groups, key, password);
    }

    public UserDraft withPassword(@Nullable String typed) {
        return new UserDraft(profile, role, groups, onboarding, typed);
    }

    public UserDraft withGroups(@Nullable List<String> references) {
        return new UserDraft(profile, role, references, onboarding, password);
    }

    /** The groups that were chosen, or none. */
    public List<String> groupsOrNone() {
        return groups == null ? List.of() : groups;
    }

    @Override
    public String toString() {
        return "UserDraft[email=" + profile.email() + "]"; // never the password
    }
}
