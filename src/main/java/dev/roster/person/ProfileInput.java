package dev.roster.person;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
    public static final ProfileInput NOTHING = read(_ -> null);

    /** What its parts are called in a file, in this order. */
    public static final List<String> COLUMNS = List.copyOf(NOTHING.parts().keySet());

    /** @param part what was typed for one of the {@link #COLUMNS} */
    public static ProfileInput read(Function<String, @Nullable String> part) {
        return new ProfileInput(
                part.apply("email"),
                part.apply("username"),
                part.apply("displayName"),
                part.apply("firstName"),
                part.apply("lastName"),
                part.apply("phone.countryCode"),
                part.apply("phone.number"),
                part.apply("locale"));
    }

    /** Its parts by their {@link #COLUMNS}, in that order. */
    public Map<String, @Nullable String> parts() {
        var parts = new LinkedHashMap<String, @Nullable String>();
        parts.put("email", email);
        parts.put("username", username);
        parts.put("firstName", firstName);
        parts.put("lastName", lastName);
        parts.put("displayName", displayName);
        parts.put("phone.countryCode", phoneCountryCode);
        parts.put("phone.number", phoneNumber);
        parts.put("locale", locale);
        return parts;
    }

    /** The minimum for a policy with a single name field. */
    public static ProfileInput of(String displayName, String email) {
        return NOTHING.withDisplayName(displayName).withEmail(email);
    }

    /** The least that a policy with first and last name asks for. */
    public static ProfileInput named(String email, @Nullable String firstName, @Nullable String lastName) {
        return NOTHING.withEmail(email).withNames(firstName, lastName);
    }

    /** A person's own name. */
    public static ProfileInput names(
            @Nullable String displayName,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String locale) {
        return NOTHING.withDisplayName(displayName)
                .withNames(firstName, lastName)
                .withLocale(locale);
    }

    /** The same with the phone number in its national format. */
    public ProfileInput with(@Nullable Phone phone) {
        return with("phone.countryCode", phone == null ? null : phone.countryCode())
                .with("phone.number", phone == null ? null : phone.number());
    }

    /** The same without the identifiers for signing in, which users do not change themselves. */
    public ProfileInput withoutSignInNames() {
        return withEmail(null).withUsername(null);
    }

    public ProfileInput withEmail(@Nullable String typed) {
        return with("email", typed);
    }

    public ProfileInput withUsername(@Nullable String typed) {
        return with("username", typed);
    }

    public ProfileInput withDisplayName(@Nullable String typed) {
        return with("displayName", typed);
    }

    public ProfileInput withNames(@Nullable String first, @Nullable String last) {
        return with("firstName", first).with("lastName", last);
    }

    public ProfileInput withLocale(@Nullable String typed) {
        return with("locale", typed);
    }

    private ProfileInput with(String column, @Nullable String typed) {
        var parts = parts();
        parts.put(column, typed);
        return read(parts::get);
    }

    /** Whether there is anything besides an address. */
    public boolean changesProfile() {
        return !withEmail(null).equals(NOTHING);
    }
}
