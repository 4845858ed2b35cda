package dev.roster.person;

import org.jspecify.annotations.Nullable;

/**
 * What is typed about a person: in a form, in JSON or in a row of a file. Null where a field was left out; where somebody is
 * changed, blank empties it.
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

    /** The least that a policy with one name field asks for. */
    public static ProfileInput of(String displayName, String email) {
        return new ProfileInput(email, null, displayName, null, null, null, null, null);
    }

    /** How somebody calls themselves. */
    public static ProfileInput names(
            @Nullable String displayName,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String locale) {
        return new ProfileInput(null, null, displayName, firstName, lastName, null, null, locale);
    }

    /** The same with the phone number as it is written in its country. */
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

    /** The same but for what somebody signs in with, which people do not change by themselves. */
    public ProfileInput withoutSignInNames() {
        return new ProfileInput(null, null, displayName, firstName, lastName, phoneCountryCode, phoneNumber, locale);
    }

    /** Whether there is anything but an address. */
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
