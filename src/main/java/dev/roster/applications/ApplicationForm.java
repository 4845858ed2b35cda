package dev.roster.applications;

import dev.roster.application.Application;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The submitted form of an application; addresses and organizations are one a line.
 *
 * @param openTo {@code all} or {@code some}
 * @param asks set if people are asked what the application may know about them
 * @param optional set if organizations may deactivate it
 */
public record ApplicationForm(
        @Nullable String name,
        @Nullable String kind,
        @Nullable String redirectUris,
        @Nullable String postLogoutRedirectUris,
        @Nullable String backchannelLogoutUri,
        @Nullable String openTo,
        @Nullable String organizations,
        @Nullable String asks,
        @Nullable String optional,
        @Nullable String accessTokenSeconds,
        @Nullable String refreshTokenSeconds) {
    static final ApplicationForm EMPTY = new ApplicationForm(
            "",
            "web",
            "",
            "",
            "",
            "all",
            "",
            null,
            null,
            Integer.toString(ApplicationInput.ACCESS_SECONDS),
            Integer.toString(ApplicationInput.REFRESH_SECONDS));

    static ApplicationForm of(Application application, @Nullable List<String> slugs) {
        return new ApplicationForm(
                application.name(),
                application.kind().key(),
                String.join("\n", application.redirectUris()),
                String.join("\n", application.postLogoutRedirectUris()),
                application.backChannelLogoutUri(),
                slugs == null ? "all" : "some",
                slugs == null ? "" : String.join("\n", slugs),
                application.firstParty() ? null : "true",
                application.optional() ? "true" : null,
                Long.toString(application.accessTokenLife().toSeconds()),
                Long.toString(application.refreshTokenLife().toSeconds()));
    }

    ApplicationInput input(@Nullable String ofKind) {
        var told = text(backchannelLogoutUri).strip();
        return new ApplicationInput(
                text(name),
                ofKind == null ? text(kind) : ofKind,
                lines(redirectUris),
                lines(postLogoutRedirectUris),
                told.isEmpty() ? null : told,
                "some".equals(openTo) ? lines(organizations) : null,
                asks == null,
                optional != null,
                number(accessTokenSeconds),
                number(refreshTokenSeconds));
    }

    /** What was typed into a field; never null. */
    public static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    private static List<String> lines(@Nullable String typed) {
        return text(typed)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Out of range if it is no number, so that the field gets its error. */
    private static @Nullable Integer number(@Nullable String typed) {
        var text = text(typed).strip();
        return text.isEmpty() ? null : text.matches("\\d{1,9}") ? Integer.valueOf(text) : Integer.valueOf(-1);
    }
}
