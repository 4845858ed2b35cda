package dev.roster.person;

import dev.roster.organization.Policy.NameFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
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
        @Nullable String locale,
        @Nullable String timeZone) {
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    /** Byron, Ada; but not Sammy Davis, Jr. */
    private static final Pattern REVERSED =
            Pattern.compile("([^,]+?)\\s*,\\s*(?!(?i:jr|sr|ii|iii|iv|phd|md|mba|dr)\\b)([^,]+)");

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
                part.apply("locale"),
                part.apply("timeZone"));
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
        parts.put("timeZone", timeZone);
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

    public ProfileInput withPhoneCountryCode(@Nullable String typed) {
        return with("phone.countryCode", typed);
    }

    public ProfileInput withLocale(@Nullable String typed) {
        return with("locale", typed);
    }

    /**
     * The same with the name in the fields that a policy asks for: first and last name as one, or one name split in two. A
     * last name begins at the first word in lower case (Ludwig van Beethoven), and otherwise is the last word.
     */
    public ProfileInput withNamesFor(NameFields fields) {
        var whole = displayName == null ? "" : displayName.strip();
        boolean named = (firstName != null && !firstName.isBlank()) || (lastName != null && !lastName.isBlank());
        if (fields == NameFields.DISPLAY_NAME && named && whole.isEmpty()) {
            return withDisplayName(Profile.display(null, blankToNull(firstName), blankToNull(lastName), null, null));
        }
        return fields == NameFields.FIRST_AND_LAST && !whole.isEmpty() && !named ? split(whole) : this;
    }

    private ProfileInput split(String name) {
        var reversed = REVERSED.matcher(name.strip());
        if (reversed.matches()) {
            return withNames(reversed.group(2), reversed.group(1))
                    .withDisplayName(reversed.group(2) + " " + reversed.group(1));
        }
        var words = SPACES.split(name.strip());
        int last = words.length - 1;
        for (int i = 1; i < last; i++) {
            if (Character.isLowerCase(words[i].codePointAt(0))) {
                last = i;
            }
        }
        var all = List.of(words);
        return words.length < 2
                ? withNames(words[0], null)
                : withNames(String.join(" ", all.subList(0, last)), String.join(" ", all.subList(last, words.length)));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
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
