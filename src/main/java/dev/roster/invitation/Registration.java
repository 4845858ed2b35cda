package dev.roster.invitation;

import dev.roster.person.ProfileInput;
import org.jspecify.annotations.Nullable;

/** The form for accepting an invitation with a new account. */
public record Registration(
        @Nullable String displayName,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String password,
        @Nullable String again,
        @Nullable String terms,
        @Nullable String locale) {
    static final Registration EMPTY = new Registration(null, null, null, null, null, null, null);

    /** The person's own name. */
    ProfileInput names() {
        return ProfileInput.names(displayName, firstName, lastName, locale);
    }

    String passwordOrBlank() {
        return password == null ? "" : password;
    }

    @Override
    public String toString() {
        return "Registration"; // never the password
    }
}
