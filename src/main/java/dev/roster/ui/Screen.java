package dev.roster.ui;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Texts;
import dev.roster.shared.UserId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The context of every page: its viewer, organization and language, and what its frame needs. A controller declares it as a
 * parameter and passes it to its template.
 *
 * @param actor null if the viewer is not signed in
 * @param organization null outside an organization
 * @param flash a sentence on what the previous request did, or null
 * @param undo the id of what the previous request did, if it can be undone, or null
 * @param theme {@code light}, {@code dark} or {@code system}
 * @param path the path of this request, without its query
 * @param demo whether this installation shows demo data
 * @param mails whether emails reach anyone: a mail server is set up, or it is demo mode, where they can be read here
 * @param publicUrl of this installation, without a trailing slash
 */
public record Screen(
        Texts texts,
        Actor.@Nullable SignedIn actor,
        @Nullable OrganizationAtHand organization,
        @Nullable String flash,
        @Nullable String undo,
        String theme,
        String csrfParameter,
        String csrfToken,
        String path,
        boolean htmx,
        boolean demo,
        boolean mails,
        URI publicUrl,
        Instant now,
        ZoneId zone,
        Assets assets) {

    public String t(String key, Object... arguments) {
        return texts.get(key, arguments);
    }

    /** A sentence that says that an email was sent; without a mail server, the one with {@code .kept} that says what to do. */
    public String told(String key, Object... arguments) {
        return t(mails ? key : key + ".kept", arguments);
    }

    public boolean signedIn() {
        return actor != null;
    }

    /** Whether somebody other than this person is signed in. */
    public boolean isAnother(UserId person) {
        return actor != null && !actor.is(person);
    }

    public boolean operator() {
        return actor != null && actor.operator();
    }

    public Actor.SignedIn me() {
        if (actor == null) {
            throw new IllegalStateException("no user is signed in");
        }
        return actor;
    }

    public OrganizationAtHand here() {
        if (organization == null) {
            throw new IllegalStateException("no organization at hand");
        }
        return organization;
    }

    public boolean may(Permission permission) {
        return actor != null && organization != null && actor.may(permission, organization.id());
    }

    /** Where people with a username of this organization sign in. */
    public String signInAddress() {
        return publicUrl + "/login?organization=" + here().slug();
    }

    /** Whether the current page is below this path. */
    public boolean under(String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }

    /** The time from or until now in words: "3 minutes ago", "in 2 days". */
    public String relative(Instant at) {
        var distance = Duration.between(at, now);
        var ahead = distance.isNegative();
        var seconds = distance.abs().toSeconds();
        if (seconds < 45) {
            return t("time.now");
        }
        var direction = ahead ? "time.in." : "time.ago.";
        if (seconds < 45 * 60) {
            return t(direction + "minutes", Math.max(1, Math.round(seconds / 60.0)));
        }
        if (seconds < 22 * 3600) {
            return t(direction + "hours", Math.max(1, Math.round(seconds / 3600.0)));
        }
        if (seconds < 26L * 86_400) {
            return t(direction + "days", Math.max(1, Math.round(seconds / 86_400.0)));
        }
        return date(at);
    }

    /** The date in the reader's language and time zone. */
    public String date(Instant at) {
        return texts.date(at.atZone(zone).toLocalDate());
    }

    /** Date and time to the minute, in the reader's language and time zone: "28 Nov, 02:07 (Berlin)". */
    public String exact(Instant at) {
        return texts.moment(at, zone, now);
    }
}
