package dev.roster.organization;

import dev.roster.web.NullAsEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A policy as it was sent or typed, before anything is checked; null where a line was left out.
 *
 * @param defaultRole empty where there is to be none
 * @param firstRole empty where there is to be none
 * @param termsUrl empty where there is to be none
 */
record PolicyBody(
        @Nullable List<String> onboarding,
        @Nullable NewUserForm newUser,

        @JsonDeserialize(using = NullAsEmpty.class) @Nullable String defaultRole,

        @JsonDeserialize(using = NullAsEmpty.class) @Nullable String firstRole,

        @Nullable List<String> signInWith,
        @Nullable List<String> departures,
        @Nullable String addressKnownElsewhere,
        @Nullable List<String> othersPasswords,
        @Nullable Boolean changeGeneratedPassword,
        @Nullable Password password,
        @Nullable Links links,
        @Nullable Boolean linkedCompanies,

        @JsonDeserialize(using = NullAsEmpty.class) @Nullable String termsUrl,

        @Nullable List<Area> productPermissions) {

    record NewUserForm(
            @Nullable String name,
            @Nullable Boolean username,
            @Nullable Boolean phone,
            @Nullable Boolean groups,
            @Nullable String form) {}

    record Password(
            @Nullable Integer minLength,
            @Nullable Integer maxLength,
            @Nullable List<String> requires,
            @Nullable Integer minStrength,
            @Nullable Boolean refuseBreached) {}

    record Links(
            @Nullable Integer setPassword,
            @Nullable Integer resetPassword,
            @Nullable Integer invitation,
            @Nullable Integer emailChange) {}

    record Area(
            @Nullable String key,
            @Nullable String name,
            @Nullable List<String> levels) {}
}
