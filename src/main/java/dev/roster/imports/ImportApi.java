package dev.roster.imports;

import dev.roster.access.Actor;
import dev.roster.api.ListQuery;
import dev.roster.api.Listing;
import dev.roster.api.PageSize;
import dev.roster.api.Query;
import dev.roster.api.Responses;
import dev.roster.api.Shape;
import dev.roster.creation.NewUserReader;
import dev.roster.files.FileFormat;
import dev.roster.http.Languages;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.StrictJson;
import dev.roster.http.Texts;
import dev.roster.importfile.ColumnChoice;
import dev.roster.importfile.ImportFile;
import dev.roster.imports.RowOutcome.Outcome;
import dev.roster.shared.Cursor;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The REST API for imports of users. */
@RestController
@RequestMapping(path = "/api/v1/organizations/{organization}/imports")
class ImportApi {
    private final Imports imports;
    private final ImportRows rows;
    private final ImportMails mails;
    private final NewUserReader newUsers;
    private final StrictJson json;
    private final Texts english;

    ImportApi(
            Imports imports,
            ImportRows rows,
            ImportMails mails,
            NewUserReader newUsers,
            StrictJson json,
            Languages languages) {
        this.imports = imports;
        this.rows = rows;
        this.mails = mails;
        this.newUsers = newUsers;
        this.json = json;
        this.english = languages.in("en");
    }

    /**
     * @param role of new users whose row names none: its key or name
     * @param groups of new users whose row names none: ids or names, separated by semicolons
     * @param columns a JSON object of what the columns are to be read as: a field, or null to leave one aside
     */
    record NewQuery(
            boolean dryRun,
            boolean mail,
            @Nullable String role,
            @Nullable String groups,
            @Nullable String columns) {}

    record RejectedQuery(boolean bom) {}

    record RunQuery(boolean mail) {}

    record RowQuery(
            PageSize limit,
            @Nullable Cursor after,
            boolean count,

            @Shape(values = {"created", "updated", "unchanged", "rejected"}) @Nullable String outcome) {

        @Nullable Outcome read() {
            if (outcome == null) {
                return null;
            }
            return Arrays.stream(Outcome.values())
                    .filter(o -> o != Outcome.POSTPONED && o.key().equals(outcome))
                    .findFirst()
                    .orElseThrow(() -> InvalidException.of("outcome", "unknown"));
        }
    }

    @PostMapping(
            consumes = {FileFormat.TEXT_CSV, FileFormat.LINES_OF_JSON},
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Responses(
            value = {"forbidden", "too-many-imports", "too-many-requests"},
            status = 202)
    ResponseEntity<ImportJson> receive(
            Actor actor, OrganizationAtHand organization, @Query NewQuery query, HttpServletRequest request)
            throws IOException {
        imports.requireMayImport(actor, organization.id());
        var type = MediaType.parseMediaType(request.getContentType());
        var choice = ColumnChoice.read(query.columns(), json);
        // UTF-8 unless the request or the file says otherwise (as RFC 7111 has it for CSV; JSON is always UTF-8).
        var file = ImportFile.open(FileFormat.of(type), request.getInputStream(), type.getCharset(), choice, json);
        var standard = newUsers.settled(organization.id(), query.role(), ImportOptions.groups(query.groups()));
        var options = new ImportOptions(query.dryRun(), query.mail(), standard.role(), standard.groupsOrNone());
        return accepted(imports.receive(actor, organization.id(), options, file));
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Responses("forbidden")
    Listing<ImportJson> list(Actor actor, OrganizationAtHand organization, @Query ListQuery query) {
        OrganizationId here = organization.id();
        return Listing.of(
                imports.list(actor, here, query.after(), query.limit().rows()),
                query.count() ? imports.count(actor, here) : null,
                shown -> ImportJson.of(shown, english));
    }

    @GetMapping(path = "/{import}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Responses("forbidden")
    ImportJson get(Actor actor, OrganizationAtHand organization, @PathVariable("import") UUID id) {
        return ImportJson.of(imports.get(actor, organization.id(), id), english);
    }

    @GetMapping(path = "/{import}/rows", produces = MediaType.APPLICATION_JSON_VALUE)
    @Responses("forbidden")
    Listing<ImportJson.Row> rows(
            Actor actor, OrganizationAtHand organization, @PathVariable("import") UUID id, @Query RowQuery query) {
        var shown = imports.get(actor, organization.id(), id);
        var outcome = query.read();
        return Listing.of(
                rows.list(shown, outcome, query.after(), query.limit().rows()),
                query.count() ? (long) shown.counts().of(outcome) : null,
                row -> ImportJson.Row.of(row, shown, english));
    }

    @GetMapping(path = "/{import}/rejected.csv", produces = FileFormat.TEXT_CSV)
    @Responses("forbidden")
    void rejected(
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable("import") UUID id,
            @Query RejectedQuery query,
            HttpServletResponse response)
            throws IOException {
        var shown = imports.get(actor, organization.id(), id);
        RejectedRows.write(shown, rows.rejected(shown), response, organization.slug(), query.bom(), english);
    }

    @PostMapping(path = "/{import}/run", produces = MediaType.APPLICATION_JSON_VALUE)
    @Responses(
            value = {"forbidden", "import-not-to-run", "too-many-imports"},
            status = 202)
    ResponseEntity<ImportJson> run(
            Actor actor, OrganizationAtHand organization, @PathVariable("import") UUID id, @Query RunQuery query) {
        return accepted(imports.run(actor, organization.id(), id, query.mail()));
    }

    @PostMapping(path = "/{import}/mails", produces = MediaType.APPLICATION_JSON_VALUE)
    @Responses(
            value = {"forbidden", "import-not-to-run"},
            status = 202)
    ResponseEntity<ImportJson> mail(Actor actor, OrganizationAtHand organization, @PathVariable("import") UUID id) {
        return accepted(mails.send(actor, organization.id(), id));
    }

    private ResponseEntity<ImportJson> accepted(Import queued) {
        return ResponseEntity.accepted().body(ImportJson.of(queued, english));
    }
}
