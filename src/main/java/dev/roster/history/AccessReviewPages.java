package dev.roster.history;

import dev.roster.access.Actor;
import dev.roster.files.FileFormat;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.StorableTime;
import dev.roster.shared.Cursor;
import dev.roster.shared.Ids;
import dev.roster.shared.InvalidException;
import dev.roster.shared.UserId;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The page that says who had access at a chosen moment. */
@Controller
class AccessReviewPages {
    private static final int ROWS = 50;
    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

    private final Templates templates = new StaticTemplates();
    private final AccessReview review;
    private final AccessReviewExports exports;

    AccessReviewPages(AccessReview review, AccessReviewExports exports) {
        this.review = review;
        this.exports = exports;
    }

    @GetMapping("/o/{org}/audit/access")
    ResponseEntity<JteModel> show(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(required = false) @Nullable String after) {
        var moment = moment(screen, at);
        var page = review.list(actor, organization.id(), moment, person(person), Cursor.ofRequest(after), ROWS);
        var typed = FIELD.format(moment.atZone(screen.zone()));
        return Html.ok(templates.historyReview(screen, page, moment, typed, person));
    }

    /** The same as a file. */
    @GetMapping("/o/{org}/audit/access.{format:csv|ndjson}")
    void export(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable String format,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String person,
            HttpServletResponse response)
            throws IOException {
        exports.send(actor, organization, moment(screen, at), person(person), FileFormat.of(format), response);
    }

    /** Everything that happened within the chosen minute counts. */
    private static Instant moment(Screen screen, String at) {
        var minute = at.isEmpty()
                ? screen.now()
                : StorableTime.minute(at, screen.zone()).orElseThrow(() -> InvalidException.of("at", "time"));
        return minute.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60).minusNanos(1_000);
    }

    private static @Nullable UserId person(String person) {
        return person.isEmpty()
                ? null
                : Ids.read(person).map(UserId::new).orElseThrow(() -> InvalidException.of("person", "unknown"));
    }
}
