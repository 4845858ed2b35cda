package dev.roster.importform;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.creation.NewUserReader;
import dev.roster.files.Csv;
import dev.roster.files.FileFormat;
import dev.roster.groups.Groups;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.http.StrictJson;
import dev.roster.importfile.ColumnChoice;
import dev.roster.importfile.CsvHeader;
import dev.roster.importfile.Encodings;
import dev.roster.importfile.ImportFile;
import dev.roster.importfile.Refusal;
import dev.roster.imports.Imports;
import dev.roster.organization.Organizations;
import dev.roster.roles.RoleChoices;
import dev.roster.roles.Roles;
import dev.roster.shared.InvalidException;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form of a new import: a file or pasted rows are checked first, then carried out in the background. */
@Controller
@RequestMapping("/o/{org}/imports")
class NewImportPages {
    private static final int MOST_GROUPS = 200;
    private static final int LOOKED_AT = 64 * 1024;
    private static final String WINDOWS = "windows-1252";

    private final Templates templates = new StaticTemplates();
    private final Imports imports;
    private final ColumnChoiceRepository columns;
    private final NewUserReader newUsers;
    private final Organizations organizations;
    private final Roles roles;
    private final Groups groups;
    private final StrictJson json;

    NewImportPages(
            Imports imports,
            ColumnChoiceRepository columns,
            NewUserReader newUsers,
            Organizations organizations,
            Roles roles,
            Groups groups,
            StrictJson json) {
        this.imports = imports;
        this.columns = columns;
        this.newUsers = newUsers;
        this.organizations = organizations;
        this.roles = roles;
        this.groups = groups;
        this.json = json;
    }

    @GetMapping("/new")
    ResponseEntity<JteModel> form(Screen screen, Actor actor, OrganizationAtHand organization) {
        imports.requireMayImport(actor, organization.id());
        return Html.ok(
                templates.importsNew(screen, view(screen, actor, organization, ImportForm.EMPTY, FormErrors.NONE)));
    }

    /** A template: a file with all columns and no rows. */
    @GetMapping("/template.csv")
    void template(Actor actor, OrganizationAtHand organization, HttpServletResponse response) throws IOException {
        imports.requireMayImport(actor, organization.id());
        Csv.to(
                        response,
                        "users-" + organization.slug(),
                        true,
                        CsvHeader.titles().toArray(String[]::new))
                .end();
    }

    /** Shows what the columns of a file are read as, given its beginning, for the page's script. */
    @PostMapping("/look")
    ResponseEntity<JteModel> look(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @RequestParam(required = false) @Nullable String charset,
            HttpServletRequest request)
            throws IOException {
        imports.requireMayImport(actor, organization.id());
        var remembered = columns.get(organization.id());
        var start = request.getInputStream().readNBytes(LOOKED_AT);
        var chosen = charset == null || Encodings.find(charset).isEmpty() ? "" : charset;
        var look = ImportFile.look(start, Encodings.find(chosen).orElse(null), remembered);
        if (chosen.isEmpty() && !look.isText()) {
            // What is not in UTF-8 is usually from Windows; whether it is, its user sees.
            chosen = WINDOWS;
            look = ImportFile.look(start, Encodings.find(chosen).orElse(null), remembered);
        }
        return Html.ok(templates.importsColumns(screen, look, chosen));
    }

    /** A raw file upload from the page's script: the size limit of forms is too small for it. */
    @PostMapping(consumes = {FileFormat.TEXT_CSV, FileFormat.LINES_OF_JSON})
    ResponseEntity<JteModel> receive(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @ModelAttribute ImportForm form,
            HttpServletRequest request)
            throws IOException {
        imports.requireMayImport(actor, organization.id());
        var format = FileFormat.of(MediaType.parseMediaType(request.getContentType()));
        var charset = Encodings.find(form.charset()).orElse(null);
        return received(
                screen,
                actor,
                organization,
                form,
                "file",
                choice -> ImportFile.open(format, bytes(request), charset, choice, json));
    }

    private static InputStream bytes(HttpServletRequest request) {
        try {
            return request.getInputStream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<JteModel> paste(
            Screen screen, Actor actor, OrganizationAtHand organization, @ModelAttribute ImportForm form) {
        imports.requireMayImport(actor, organization.id());
        return received(
                screen,
                actor,
                organization,
                form,
                "pasted",
                choice -> ImportFile.pasted(form.pastedOrNothing(), choice));
    }

    /** The file's columns are its fields: the form has one field for the file, which takes their errors. */
    private ResponseEntity<JteModel> received(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            ImportForm form,
            String field,
            Function<ColumnChoice, ImportFile> opened) {
        var here = organization.id();
        try {
            var chosen = ColumnChoice.read(form.columns(), json);
            var standard = newUsers.settled(here, form.role(), form.groups());
            var file = opened.apply(columns.get(here).and(chosen));
            var queued = imports.receive(actor, here, form.options(standard), file);
            columns.remember(actor.require(Permission.USERS_CREATE, here), chosen.fields());
            return Redirect.to(organization.path("/imports/" + queued.id()));
        } catch (InvalidException unreadable) {
            var errors = FormErrors.of(field, Refusal.of(unreadable).sentence(screen.texts()));
            return Html.of(errors, templates.importsNew(screen, view(screen, actor, organization, form, errors)));
        }
    }

    private NewImportView view(
            Screen screen, Actor actor, OrganizationAtHand organization, ImportForm form, FormErrors errors) {
        var here = organization.id();
        var policy = organizations.get(here).policy();
        boolean seesGroups = policy.newUser().groups() && actor.may(Permission.USERS_VIEW, here);
        return new NewImportView(
                form.pastedOrNothing(),
                form.mails(),
                form.role() == null ? "" : form.role(),
                policy.newUser().groups() ? List.of() : RoleChoices.of(screen.texts(), actor, policy, roles.list(here)),
                form.group() == null ? "" : form.group(),
                seesGroups ? groups.listToChoose(actor, here, MOST_GROUPS) : List.of(),
                errors);
    }
}
