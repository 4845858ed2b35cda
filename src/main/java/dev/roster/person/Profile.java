package dev.roster.person;

import dev.roster.http.Languages;
import dev.roster.http.TimeZones;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.NameFields;
import dev.roster.shared.Bounds;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.InvalidException;
import dev.roster.shared.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A person's data, checked: against the organization's policy, or the rules for what people enter themselves.
 *
 * @param timeZone an IANA name; null for the time zone of their organization
 */
public record Profile(
        @Nullable EmailAddress email,
        @Nullable String username,
        @Nullable String firstName,
        @Nullable String lastName,
        String displayName,
        @Nullable Phone phone,
        String locale,
        @Nullable String timeZone) {
    /** Bytes. A row of an index has room for 2,700; the longest index has a word, the sort key and the text searched in. */
    private static final int SORTED = 400;

    private static final int SEARCHED = 1_200;

    private static final Pattern USERNAME =
            Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{N}._-]{0," + (Bounds.USERNAME - 2) + "}[\\p{L}\\p{N}])?");

    /** As it would be typed, part by part. */
    public ProfileInput typed() {
        return new ProfileInput(
                email == null ? null : email.value(),
                username,
                displayName,
                firstName,
                lastName,
                phone == null ? null : phone.countryCode(),
                phone == null ? null : phone.number(),
                locale,
                timeZone);
    }

    /** For the audit log: everything but the address, which has its own changes. */
    public Map<String, @Nullable Object> recorded() {
        var recorded = new LinkedHashMap<String, @Nullable Object>();
        recorded.put("username", username);
        recorded.put("displayName", displayName);
        recorded.put("firstName", firstName);
        recorded.put("lastName", lastName);
        recorded.put("phone", phone == null ? null : phone.countryCode() + " " + phone.number());
        recorded.put("locale", locale);
        recorded.put("timeZone", timeZone);
        return recorded;
    }

    /** The parts of this input that would change the profile, apart from the address; only those that the policy asks for. */
    public ProfileInput changes(ProfileInput input, Policy policy) {
        var form = policy.newUser();
        boolean names = form.name() != NameFields.DISPLAY_NAME;
        boolean calls = form.phone() && callsElsewhere(input);
        var now = typed().parts();
        var wanted = input.parts();
        return ProfileInput.read(column -> switch (column) {
            case "email" -> null;
            case "username" -> form.username() ? another(wanted.get(column), now.get(column)) : null;
            case "firstName", "lastName" -> names ? another(wanted.get(column), now.get(column)) : null;
            case "phone.countryCode", "phone.number" -> calls ? Objects.toString(wanted.get(column), "") : null;
            case "locale" -> another(language(wanted.get(column)), now.get(column));
            default -> another(wanted.get(column), now.get(column));
        });
    }

    private boolean callsElsewhere(ProfileInput input) {
        var errors = new InvalidException.Collector();
        var wanted = Phones.read(input.phoneCountryCode(), input.phoneNumber(), errors);
        return !errors.isEmpty() || (wanted != null && !wanted.equals(phone));
    }

    /** What is typed, or null where that is nothing or what is so already. */
    private static @Nullable String another(@Nullable String typed, @Nullable String now) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        var text = typed.strip();
        return text.equals(now) || Text.tidy(text).equals(now) ? null : text;
    }

    /** The address or, without one, the user name: what the person signs in with. */
    public String signInName() {
        return email != null ? email.value() : username != null ? username : "";
    }

    /** The sort key of the list. */
    public String sortName() {
        return sortText(displayName);
    }

    /** As {@link Text#folded} sorts it; no longer than an index entry has room for. */
    public static String sortText(String displayName) {
        return Text.beginning(Text.folded(displayName), SORTED);
    }

    /** The text that the list is searched in. */
    public String search() {
        return searchText(displayName, email == null ? null : email.value(), username);
    }

    public static String searchText(String displayName, @Nullable String email, @Nullable String username) {
        var name = sortText(displayName);
        var text = name
                + (email == null ? "" : " " + Text.folded(email))
                + (username == null ? "" : " " + Text.folded(username))
                + " " + Text.wordsWithin(name);
        return Text.beginning(text.stripTrailing(), SEARCHED);
    }

    /**
     * What a new user must have besides what the policy asks for in any case.
     *
     * @param email an address
     * @param names both names where the policy asks for both; otherwise the person completes what is known of them
     */
    public record Required(boolean email, boolean names) {
        public static final Required ALL = new Required(true, true);
    }

    /** Reads a new user's profile; errors are collected by field. */
    public static Optional<Profile> read(ProfileInput typed, Policy policy, InvalidException.Collector errors) {
        return read(typed, policy, Required.ALL, errors);
    }

    public static Optional<Profile> read(
            ProfileInput typed, Policy policy, Required required, InvalidException.Collector errors) {
        var form = policy.newUser();
        boolean without =
                !required.email() && (typed.email() == null || typed.email().isBlank());
        var email = without ? null : email(typed.email(), errors);
        var username = form.username() ? username(typed.username(), errors) : null;
        var first = form.name() == NameFields.DISPLAY_NAME ? null : name("firstName", typed.firstName(), errors);
        var last = form.name() == NameFields.DISPLAY_NAME ? null : name("lastName", typed.lastName(), errors);
        var display = name("displayName", typed.displayName(), errors);
        if (form.name() == NameFields.DISPLAY_NAME && display == null && !errors.has("displayName")) {
            errors.add("displayName", "required");
        }
        if (form.name() == NameFields.FIRST_AND_LAST && required.names()) {
            requireName("firstName", first, errors);
            requireName("lastName", last, errors);
        }
        var phone = form.phone() ? Phones.read(typed.phoneCountryCode(), typed.phoneNumber(), errors) : null;
        var locale = locale(typed.locale(), policy, errors);
        var zone = timeZone(typed.timeZone(), errors);
        if (!errors.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Profile(
                email, username, first, last, display(display, first, last, username, email), phone, locale, zone));
    }

    /**
     * The profile with the typed changes, except for the address. A user from before usernames were required can remain
     * without one.
     */
    public Profile changed(ProfileInput typed, Policy policy, InvalidException.Collector errors) {
        var first = changed("firstName", typed.firstName(), firstName, errors);
        var last = changed("lastName", typed.lastName(), lastName, errors);
        if (policy.newUser().name() == NameFields.FIRST_AND_LAST) {
            requireWhereSent("firstName", typed.firstName(), first, errors);
            requireWhereSent("lastName", typed.lastName(), last, errors);
        }
        boolean keepsName = typed.username() == null || (typed.username().isBlank() && username == null);
        var user = keepsName ? username : username(typed.username(), errors);
        boolean renamed = !Objects.equals(first, firstName) || !Objects.equals(last, lastName);
        var display = typed.displayName() == null && renamed
                ? display(null, first, last, user, email)
                : changed("displayName", typed.displayName(), displayName, errors);
        requireName("displayName", display == null || display.isEmpty() ? null : display, errors);
        var called = typed.phoneCountryCode() == null && typed.phoneNumber() == null
                ? phone
                : Phones.read(typed.phoneCountryCode(), typed.phoneNumber(), errors);
        var language = typed.locale() == null ? locale : locale(typed.locale(), policy, errors);
        var zone = typed.timeZone() == null ? timeZone : timeZone(typed.timeZone(), errors);
        return new Profile(email, user, first, last, display == null ? "" : display, called, language, zone);
    }

    private static @Nullable String changed(
            String field, @Nullable String typed, @Nullable String before, InvalidException.Collector errors) {
        return typed == null ? before : name(field, typed, errors);
    }

    private static void requireWhereSent(
            String field, @Nullable String typed, @Nullable String value, InvalidException.Collector errors) {
        if (typed != null) {
            requireName(field, value, errors);
        }
    }

    /** A name, tidied; null if nothing was typed, or it is invalid, which is added to the errors. */
    public static @Nullable String name(String field, @Nullable String typed, InvalidException.Collector errors) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        if (Text.hasControlCharacters(typed.strip())) {
            errors.add(field, "control-characters");
            return null;
        }
        var name = Text.tidy(typed);
        if (name.codePointCount(0, name.length()) > Bounds.NAME) {
            errors.add(field, "too-long", Bounds.NAME);
            return null;
        }
        return name.isEmpty() ? null : name;
    }

    private static String locale(@Nullable String typed, Policy policy, InvalidException.Collector errors) {
        if (typed == null || typed.isBlank()) {
            return policy.language();
        }
        var tag = Languages.find(typed);
        if (tag.isEmpty()) {
            errors.add("locale", "unknown", String.join(", ", Languages.TAGS));
        }
        return tag.orElse(typed);
    }

    private static @Nullable String language(@Nullable String typed) {
        return typed == null ? null : Languages.find(typed).orElse(typed);
    }

    private static @Nullable String timeZone(@Nullable String typed, InvalidException.Collector errors) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        var zone = typed.strip();
        if (!TimeZones.isKnown(zone)) {
            errors.add("timeZone", "time-zone");
        }
        return zone;
    }

    public static @Nullable EmailAddress email(@Nullable String typed, InvalidException.Collector errors) {
        if (typed == null || typed.isBlank()) {
            errors.add("email", "required");
            return null;
        }
        try {
            return EmailAddress.parse(typed);
        } catch (InvalidException impossible) {
            impossible.errors().forEach(errors::add);
            return null;
        }
    }

    static @Nullable String username(@Nullable String typed, InvalidException.Collector errors) {
        if (typed == null || typed.isBlank()) {
            errors.add("username", "required");
            return null;
        }
        var username = Text.tidy(typed);
        if (!USERNAME.matcher(username).matches()) {
            errors.add("username", "username");
        }
        return username;
    }

    private static void requireName(String field, @Nullable String name, InvalidException.Collector errors) {
        if (name == null && !errors.has(field)) {
            errors.add(field, "required");
        }
    }

    static String display(
            @Nullable String display,
            @Nullable String first,
            @Nullable String last,
            @Nullable String username,
            @Nullable EmailAddress email) {
        if (display != null) {
            return display;
        }
        if (first != null || last != null) {
            return ((first == null ? "" : first) + " " + (last == null ? "" : last)).strip();
        }
        return username != null ? username : email == null ? "" : email.value();
    }
}
