package dev.roster.policy;

import dev.roster.api.NullAsEmpty;
import dev.roster.api.Shape;
import dev.roster.organization.Onboarding;
import dev.roster.organization.Policy.Departure;
import dev.roster.organization.Policy.FormKind;
import dev.roster.organization.Policy.KnownElsewhere;
import dev.roster.organization.Policy.NameFields;
import dev.roster.organization.Policy.PasswordAdministration;
import dev.roster.organization.Policy.SignInName;
import dev.roster.organization.SecondFactor;
import dev.roster.password.CharacterClass;
import dev.roster.shared.Bounds;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A policy as sent or typed, before anything is checked; null if a line was left out.
 *
 * @param defaultRole empty for none
 * @param firstRole empty for none
 * @param termsUrl empty for none
 * @param homeAddress empty for none
 */
record PolicyBody(
        @Shape(required = true, least = 1, keys = Onboarding.class) @Nullable List<String> onboarding,

        @Shape(required = true) @Nullable NewUserForm newUser,

        @Shape(required = true) @JsonDeserialize(using = NullAsEmpty.class) @Nullable String defaultRole,

        @Shape(required = true) @JsonDeserialize(using = NullAsEmpty.class) @Nullable String firstRole,

        @Shape(required = true, least = 1, keys = SignInName.class) @Nullable List<String> signInWith,

        @Shape(required = true) @Nullable SecondFactor secondFactor,

        @Shape(required = true, least = 1, keys = Departure.class) @Nullable List<String> departures,

        @Shape(required = true, keys = KnownElsewhere.class) @Nullable String addressKnownElsewhere,

        @Shape(required = true, keys = PasswordAdministration.class) @Nullable List<String> othersPasswords,

        @Shape(required = true) @Nullable Boolean changeGeneratedPassword,
        @Shape(required = true) @Nullable Password password,
        @Shape(required = true) @Nullable Links links,
        @Shape(required = true) @Nullable Boolean linkedCompanies,
        @Shape(required = true) @Nullable Boolean tokensEndWithMaker,

        @Shape(required = true, most = Bounds.URL) @JsonDeserialize(using = NullAsEmpty.class) @Nullable String termsUrl,

        @Shape(required = true, most = Bounds.URL) @JsonDeserialize(using = NullAsEmpty.class) @Nullable String homeAddress,

        @Shape(
                required = true,
                values = {"en", "de"})
        @Nullable String language,

        @Shape(required = true, least = 1) @Nullable String timeZone,

        @Shape(required = true, most = Bounds.AREAS) @Nullable List<Area> productPermissions) {

    record NewUserForm(
            @Shape(required = true, keys = NameFields.class) @Nullable String name,

            @Shape(required = true) @Nullable Boolean username,
            @Shape(required = true) @Nullable Boolean phone,
            @Shape(required = true) @Nullable Boolean groups,

            @Shape(required = true, keys = FormKind.class) @Nullable String form) {}

    record Password(
            @Shape(required = true, least = Bounds.SHORTEST_PASSWORD, most = Bounds.ALLOWED_PASSWORD) @Nullable Integer minLength,

            @Shape(required = true, least = Bounds.ALLOWED_PASSWORD, most = Bounds.PASSWORD) @Nullable Integer maxLength,

            @Shape(required = true, keys = CharacterClass.class) @Nullable List<String> requires,

            @Shape(required = true, least = 0, most = Bounds.PASSWORD_STRENGTH) @Nullable Integer minStrength,

            @Shape(required = true) @Nullable Boolean refuseBreached) {}

    record Links(
            @Shape(required = true, least = 1, most = Bounds.LINK_HOURS) @Nullable Integer setPassword,

            @Shape(required = true, least = 1, most = Bounds.LINK_HOURS) @Nullable Integer resetPassword,

            @Shape(required = true, least = 1, most = Bounds.LINK_HOURS) @Nullable Integer invitation,

            @Shape(required = true, least = 1, most = Bounds.LINK_HOURS) @Nullable Integer emailChange) {}

    record Area(
            @Shape(required = true, pattern = Bounds.KEY_PATTERN) @Nullable String key,

            @Shape(required = true, least = 1, most = Bounds.SHORT_NAME) @Nullable String name,

            @Shape(required = true, least = 1, most = Bounds.LEVELS) @Nullable List<String> levels) {}
}
