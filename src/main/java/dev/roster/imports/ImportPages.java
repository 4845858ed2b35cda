package dev.roster.imports;

import dev.roster.access.Actor;
import dev.roster.files.Csv;
import dev.roster.files.FileFormat;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.http.StrictJson;
import dev.roster.importfile.CsvHeader;
import dev.roster.importfile.ImportFile;
import dev.roster.importfile.Refusal;
import dev.roster.imports.RowOutcome.Outcome;
import dev.roster.shared.Cursor;
import dev.roster.shared.InvalidException;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import dev.roster.ui.SearchedPage;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The import pages: a file or pasted rows are checked first, then carried out in the background. */
@Controller
@RequestMapping("/o/{org}/imports")
class ImportPages {
    private static final int ROWS = 50;

    private final Templates templates = new StaticTemplates();
    private final Imports imports;
    private final ImportRows rows;
    private final StrictJson json;

    ImportPages(Imports imports, ImportRows rows, StrictJson json) {
        this.imports = imports;
        this.rows = rows;
        this.json = json;
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

    @GetMapping("/new")
    ResponseEntity<JteModel> form(Screen screen, Actor actor, OrganizationAtHand organization) {
        imports.requireMayImport(actor, organization.id());
        return Html.ok(templates.importsNew(screen, "", false, FormErrors.NONE));
    }

    /** A template: a file with all columns and no rows. */
    @GetMapping("/template.csv")
    void template(Actor actor, OrganizationAtHand organization, HttpServletResponse response) throws IOException {
        imports.requireMayImport(actor, organization.id());
        Csv.to(response, "users-" + organization.slug(), CsvHeader.titles().toArray(String[]::new))
                .end();
    }

    /** A raw file upload from the page's script: the size limit of forms is too small for it. */
    @PostMapping(consumes = {FileFormat.TEXT_CSV, FileFormat.LINES_OF_JSON})
    ResponseEntity<JteModel> receive(
            Actor actor,
            OrganizationAtHand organization,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean mail,
            HttpServletRequest request)
            throws IOException {
        imports.requireMayImport(actor, organization.id());
        var format = FileFormat.of(MediaType.parseMediaType(request.getContentType()));
        var file = ImportFile.open(format, request.getInputStream(), StandardCharsets.UTF_8, json);
        return shown(organization, imports.receive(actor, organization.id(), new ImportOptions(dryRun, mail), file));
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<JteModel> paste(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @RequestParam(defaultValue = "") String pasted,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean mail) {
        imports.requireMayImport(actor, organization.id());
        try {
            var file = ImportFile.pasted(pasted);
            return shown(
                    organization, imports.receive(actor, organization.id(), new ImportOptions(dryRun, mail), file));
        } catch (InvalidException unreadable) {
            // The file's columns are its fields: the form has one field, which takes all errors.
            var sentence = Refusal.of(unreadable).sentence(screen.texts());
            var errors = FormErrors.of("pasted", sentence);
            return Html.of(errors, templates.importsNew(screen, pasted, mail, errors));
        }
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
        return Html.ok(templates.importsShow(screen, shown, new SearchedPage<>(rejected, "")));
    }

    @GetMapping("/{import}/rejected.csv")
    void rejected(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable("import") UUID id,
            HttpServletResponse response)
            throws IOException {
        RejectedRows.write(
                rows.rejected(imports.get(actor, organization.id(), id)),
                response,
                organization.slug(),
                screen.texts());
    }

    @PostMapping("/{import}/run")
    ResponseEntity<JteModel> run(
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable("import") UUID id,
            @RequestParam(defaultValue = "false") boolean mail) {
        return shown(organization, imports.run(actor, organization.id(), id, mail));
    }

    private static ResponseEntity<JteModel> shown(OrganizationAtHand organization, Import queued) {
        return Redirect.to(organization.path("/imports/" + queued.id()));
    }
}
