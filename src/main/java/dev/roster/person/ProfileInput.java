package dev.roster.person;

import org.jspecify.annotations.Nullable;

/**
 * What was entered about a person: in a form, in JSON or in a row of a file. Null if a field was left out; in a change, blank
 * clears it.
 */
public record ProfileInput(
        @Nullable String email,
        @Nullable String username,
        @Nullable String displayName,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String phoneCountryCode,
        @Nullable String phoneNumber,
        @Nullable String locale) {
    public static final ProfileInput NOTHING = new ProfileInput(null, null, null, null, null, null, null, null);

    /** The minimum for a policy with a single name field. */
    public static ProfileInput of(String displayName, String email) {
        return new ProfileInput(email, null, displayName, null, null, null, null, null);
    }

    /** A person's own name. */
    public static ProfileInput names(
            @Nullable String displayName,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String locale) {
        return new ProfileInput(null, null, displayName, firstName, lastName, null, null, locale);
    }

    /** The same with the phone number in its national format. */
    public ProfileInput with(@Nullable Phone phone) {
        return new ProfileInput(
                email,
                username,
                displayName,
                firstName,
                lastName,
                phone == null ? null : phone.countryCode(),
                phone == null ? null : phone.number(),
                locale);
    }

    /** The same without the identifiers for signing in, which users do not change themselves. */
    public ProfileInput withoutSignInNames() {
        return new ProfileInput(null, null, displayName, firstName, lastName, phoneCountryCode, phoneNumber, locale);
    }

    /** Whether there is anything besides an address. */
    public boolean changesProfile() {
        return username != null
                || displayName != null
                || firstName != null
                || lastName != null
                || phoneCountryCode != null
                || phoneNumber != null
                || locale != null;
    }
}
