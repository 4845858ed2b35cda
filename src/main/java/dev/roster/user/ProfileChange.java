package dev.roster.user;

import dev.roster.organization.Policy;
import dev.roster.organization.Policy.NameFields;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.InvalidException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to be changed of a profile; null leaves a field as it is, blank empties it.
 *
 * @param version the {@link Member#version} that was read, or null to overwrite whatever is there
 */
public record ProfileChange(
        @Nullable String username,
        @Nullable String displayName,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String phoneCountryCode,
        @Nullable String phoneNumber,
        @Nullable String locale,
        @Nullable Long version) {

    /** Whether it changes nothing. */
    boolean isEmpty() {
        return username == null
                && displayName == null
                && firstName == null
                && lastName == null
                && phoneCountryCode == null
                && phoneNumber == null
                && locale == null;
    }

    /** Collects what is wrong with it, for this person in an organization with this policy. */
    public void check(Member before, Policy policy, InvalidException.Collector errors) {
        read(before, policy, errors);
    }

    Profile read(Member before, Policy policy, InvalidException.Collector errors) {
        var first = changed("firstName", firstName, before.firstName(), errors);
        var last = changed("lastName", lastName, before.lastName(), errors);
        if (policy.newUser().name() == NameFields.FIRST_AND_LAST) {
            requireWhereSent("firstName", firstName, first, errors);
            requireWhereSent("lastName", lastName, last, errors);
        }
        // Whoever came before user names were asked for goes on without one.
        boolean keepsName = username == null || (username.isBlank() && before.username() == null);
        var user = keepsName ? before.username() : Profile.username(username, errors);
        var email = before.email() == null
                ? null
                : EmailAddress.read(before.email()).orElse(null);
        boolean renamed = !Objects.equals(first, before.firstName()) || !Objects.equals(last, before.lastName());
        var display = displayName == null && renamed
                ? Profile.display(null, first, last, user, email)
                : changed("displayName", displayName, before.displayName(), errors);
        require("displayName", display, errors);
        var phone = phoneCountryCode == null && phoneNumber == null
                ? before.phone()
                : Phones.read(phoneCountryCode, phoneNumber, errors);
        var language = locale == null ? before.locale() : Profile.locale(locale, errors);
        return new Profile(email, user, first, last, display == null ? "" : display, phone, language);
    }

    private static @Nullable String changed(
            String field, @Nullable String typed, @Nullable String before, InvalidException.Collector errors) {
        return typed == null ? before : Profile.name(field, typed, errors);
    }

    private static void requireWhereSent(
            String field, @Nullable String typed, @Nullable String value, InvalidException.Collector errors) {
        if (typed != null) {
            require(field, value, errors);
        }
    }

    private static void require(String field, @Nullable String value, InvalidException.Collector errors) {
        if ((value == null || value.isEmpty()) && !errors.has(field)) {
            errors.add(field, "required");
        }
    }
}
