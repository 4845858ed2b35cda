package dev.roster.imports;

import dev.roster.access.Actor;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.imports.RowOutcome.Outcome;
import dev.roster.shared.Cursor;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import dev.roster.ui.SearchedPage;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of imports: their list, and the progress and outcome of each. */
@Controller
@RequestMapping("/o/{org}/imports")
class ImportPages {
    private static final int ROWS = 50;

    private final Templates templates = new StaticTemplates();
    private final Imports imports;
    private final ImportRows rows;
    private final ImportMails mails;

    ImportPages(Imports imports, ImportRows rows, ImportMails mails) {
        this.imports = imports;
        this.rows = rows;
        this.mails = mails;
    }

    @GetMapping
    ResponseEntity<JteModel> list(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @RequestParam(required = false) @Nullable String after) {
        var page = imports.list(actor, organization.id(), Cursor.ofRequest(after), ROWS);
        return Html.ok(
                templates.importsList(screen, new SearchedPage<>(page, ""), imports.count(actor, organization.id())));
    }

    @GetMapping("/{import}")
    ResponseEntity<JteModel> show(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable("import") UUID id,
            @RequestParam(required = false) @Nullable String after) {
        var shown = imports.get(actor, organization.id(), id);
        var rejected = rows.list(shown, Outcome.REJECTED, Cursor.ofRequest(after), ROWS);
        return Html.ok(templates.importsShow(screen, shown, new SearchedPage<>(rejected, ""), rows.telling(shown)));
    }

    @GetMapping("/{import}/rejected.csv")
    void rejected(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable("import") UUID id,
            HttpServletResponse response)
            throws IOException {
        var shown = imports.get(actor, organization.id(), id);
        RejectedRows.write(shown, rows.rejected(shown), response, organization.slug(), true, screen.texts());
    }

    @PostMapping("/{import}/run")
    ResponseEntity<JteModel> run(
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable("import") UUID id,
            @RequestParam(defaultValue = "false") boolean mail) {
        return shown(organization, imports.run(actor, organization.id(), id, mail));
    }

    @PostMapping("/{import}/mails")
    ResponseEntity<JteModel> mail(Actor actor, OrganizationAtHand organization, @PathVariable("import") UUID id) {
        return shown(organization, mails.send(actor, organization.id(), id));
    }

    private static ResponseEntity<JteModel> shown(OrganizationAtHand organization, Import queued) {
        return Redirect.to(organization.path("/imports/" + queued.id()));
    }
}
