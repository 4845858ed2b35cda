package dev.roster.auditlog;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.auditlog.AuditQuery.Facet;
import dev.roster.files.FileFormat;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.OrganizationAtHand.Part;
import dev.roster.http.StorableTime;
import dev.roster.shared.Cursor;
import dev.roster.shared.Ids;
import dev.roster.shared.InvalidException;
import dev.roster.shared.Page;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit log page of an organization. */
@Controller
class AuditPages {
    private static final int EVENTS = 50;

    /** The number of companies in the menu. */
    private static final int COMPANIES = 100;

    private static final AuditQuery NONE = new AuditQuery(Map.of(), List.of());

    private static final Page<AuditEvent> NOTHING = new Page<>(List.of(), null, null);

    private final Templates templates = new StaticTemplates();
    private final AuditEvents audits;
    private final AuditSearch search;
    private final AuditExports exports;
    private final AuditActions actions;

    AuditPages(AuditEvents audits, AuditSearch search, AuditExports exports, AuditActions actions) {
        this.audits = audits;
        this.search = search;
        this.exports = exports;
        this.actions = actions;
    }

    /**
     * What is sent: the query as typed, or the values of fields, which replace those in the query.
     *
     * @param person to whom it was done, by id
     * @param day the only one
     * @param from the first day
     * @param to the last day
     */
    record Asked(
            @Nullable String q,
            @Nullable String actor,
            @Nullable String target,
            @Nullable String person,
            @Nullable String action,
            @Nullable String company,
            @Nullable String day,
            @Nullable String from,
            @Nullable String to) {

        String typed() {
            return q == null ? "" : q;
        }

        AuditQuery read() {
            var query = AuditQuery.read(typed());
            query = with(query, Facet.ACTOR, actor);
            query = with(query, Facet.TARGET, target);
            query = with(query, Facet.ACTION, action);
            query = with(query, Facet.IN, company);
            query = with(query, Facet.AFTER, from);
            query = to == null ? query : query.with(Facet.BEFORE, to.isEmpty() ? "" : dayAfter(to));
            if (person != null && !person.isEmpty()) {
                var id = Ids.read(person).orElseThrow(() -> InvalidException.of("person", "unknown"));
                query = query.with(Facet.TARGET, id.toString());
            }
            if (day != null && !day.isEmpty()) {
                query = query.with(Facet.AFTER, day).with(Facet.BEFORE, dayAfter(day));
            }
            return query;
        }

        private static AuditQuery with(AuditQuery query, Facet key, @Nullable String value) {
            return value == null
                    ? query
                    : AuditQuery.read(query.with(key, value).text());
        }

        private static String dayAfter(String day) {
            return StorableTime.startOfDay(day, ZoneOffset.UTC)
                    .map(start -> LocalDate.ofInstant(start, ZoneOffset.UTC)
                            .plusDays(1)
                            .toString())
                    .orElseThrow(() -> InvalidException.of("day", "date"));
        }
    }

    @GetMapping("/o/{org}/audit")
    ResponseEntity<JteModel> audit(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @ModelAttribute Asked asked,
            @RequestParam(required = false) @Nullable String after) {
        actor.require(Permission.AUDIT_VIEW, organization.id());
        return Forms.submit(
                screen,
                () -> {
                    var query = asked.read();
                    var filter = search.filter(actor, organization.id(), query, screen.zone());
                    var events = audits.list(actor, organization.id(), filter, Cursor.ofRequest(after), EVENTS);
                    return page(screen, actor, organization, events, query.text(), query, FormErrors.NONE);
                },
                errors -> page(screen, actor, organization, NOTHING, asked.typed(), NONE, errors));
    }

    private ResponseEntity<JteModel> page(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            Page<AuditEvent> events,
            String typed,
            AuditQuery query,
            FormErrors errors) {
        var companies = organization.parts().contains(Part.COMPANIES)
                ? audits.listCompanies(actor, organization.id(), COMPANIES)
                : List.<AuditedCompany>of();
        var view = new AuditListView(events, typed, query, actions.grouped(), companies, errors);
        return Html.of(errors, templates.auditList(screen, view));
    }

    /** Ways to continue the query while it is being typed, as options of its field. */
    @GetMapping("/o/{org}/audit/completions")
    ResponseEntity<JteModel> complete(
            Screen screen, Actor actor, OrganizationAtHand organization, @RequestParam(defaultValue = "") String q) {
        return Html.ok(templates.auditCompletions(
                search.complete(actor, organization.id(), q, screen.texts(), screen.now(), screen.zone())));
    }

    /** Exports what the page shows, including all further pages. */
    @GetMapping("/o/{org}/audit.{format:csv|ndjson}")
    void export(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable String format,
            @ModelAttribute Asked asked,
            @RequestParam(defaultValue = "true") boolean bom,
            HttpServletResponse response)
            throws IOException {
        var filter = search.filter(actor, organization.id(), asked.read(), screen.zone());
        exports.send(actor, organization, filter, FileFormat.of(format), bom, response);
    }
}
