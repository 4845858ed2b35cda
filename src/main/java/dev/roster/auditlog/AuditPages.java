package dev.roster.auditlog;

import dev.roster.access.Actor;
import dev.roster.files.FileFormat;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.OrganizationAtHand.Part;
import dev.roster.http.StorableTime;
import dev.roster.shared.Cursor;
import dev.roster.shared.Ids;
import dev.roster.shared.InvalidException;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit log page of an organization. */
@Controller
class AuditPages {
    private static final int EVENTS = 50;

    /** The number of companies in the menu. */
    private static final int COMPANIES = 100;

    private final Templates templates = new StaticTemplates();
    private final AuditEvents audits;
    private final AuditExports exports;
    private final AuditActions actions;

    AuditPages(AuditEvents audits, AuditExports exports, AuditActions actions) {
        this.audits = audits;
        this.exports = exports;
        this.actions = actions;
    }

    @GetMapping("/o/{org}/audit")
    ResponseEntity<JteModel> audit(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String company,
            @RequestParam(required = false) @Nullable String after) {
        var filter = filter(screen, action, person, day, company);
        var here = organization.id();
        var events = audits.list(actor, here, filter, Cursor.ofRequest(after), EVENTS);
        var companies = organization.parts().contains(Part.COMPANIES)
                ? audits.listCompanies(actor, here, COMPANIES)
                : List.<AuditedCompany>of();
        return Html.ok(templates.auditList(screen, events, actions.keys(), companies, action, person, day, company));
    }

    /** Exports what the page shows, including all further pages. */
    @GetMapping("/o/{org}/audit.{format:csv|ndjson}")
    void export(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable String format,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String company,
            @RequestParam(defaultValue = "true") boolean bom,
            HttpServletResponse response)
            throws IOException {
        var filter = filter(screen, action, person, day, company);
        exports.send(actor, organization, filter, FileFormat.of(format), bom, response);
    }

    private AuditFilter filter(Screen screen, String action, String person, String day, String company) {
        var from = day.isEmpty() ? null : startOf(day, screen);
        return new AuditFilter(
                null,
                action.isEmpty() ? null : known(action),
                person.isEmpty() ? null : id(person),
                from,
                from == null ? null : from.atZone(screen.zone()).plusDays(1).toInstant(),
                company.isEmpty() ? null : company);
    }

    private String known(String action) {
        if (!actions.keys().contains(action)) {
            throw InvalidException.of("action", "unknown");
        }
        return action;
    }

    private static UUID id(String person) {
        return Ids.read(person).orElseThrow(() -> InvalidException.of("person", "unknown"));
    }

    private static Instant startOf(String day, Screen screen) {
        return StorableTime.startOfDay(day, screen.zone()).orElseThrow(() -> InvalidException.of("day", "date"));
    }
}
