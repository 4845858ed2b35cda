package dev.roster.imports;

import dev.roster.access.Actor;
import dev.roster.api.ListQuery;
import dev.roster.api.Listing;
import dev.roster.api.PageSize;
import dev.roster.api.Query;
import dev.roster.api.Responses;
import dev.roster.api.Shape;
import dev.roster.files.FileFormat;
import dev.roster.http.Languages;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.StrictJson;
import dev.roster.http.Texts;
import dev.roster.importfile.ImportFile;
import dev.roster.imports.RowOutcome.Outcome;
import dev.roster.shared.Cursor;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
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
    private final StrictJson json;
    private final Texts english;

    ImportApi(Imports imports, ImportRows rows, StrictJson json, Languages languages) {
        this.imports = imports;
        this.rows = rows;
        this.json = json;
        this.english = languages.in("en");
    }

    record NewQuery(boolean dryRun, boolean mail) {}

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
        // UTF-8 unless the request says otherwise (as RFC 7111 has it for CSV; JSON is always UTF-8).
        var charset = Optional.ofNullable(type.getCharset()).orElse(StandardCharsets.UTF_8);
        var file = ImportFile.open(FileFormat.of(type), request.getInputStream(), charset, json);
        return accepted(
                imports.receive(actor, organization.id(), new ImportOptions(query.dryRun(), query.mail()), file));
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
                row -> ImportJson.Row.of(row, english));
    }

    @GetMapping(path = "/{import}/rejected.csv", produces = FileFormat.TEXT_CSV)
    @Responses("forbidden")
    void rejected(
            Actor actor, OrganizationAtHand organization, @PathVariable("import") UUID id, HttpServletResponse response)
            throws IOException {
        RejectedRows.write(
                rows.rejected(imports.get(actor, organization.id(), id)), response, organization.slug(), english);
    }

    @PostMapping(path = "/{import}/run", produces = MediaType.APPLICATION_JSON_VALUE)
    @Responses(
            value = {"forbidden", "import-not-to-run", "too-many-imports"},
            status = 202)
    ResponseEntity<ImportJson> run(
            Actor actor, OrganizationAtHand organization, @PathVariable("import") UUID id, @Query RunQuery query) {
        return accepted(imports.run(actor, organization.id(), id, query.mail()));
    }

    private ResponseEntity<ImportJson> accepted(Import queued) {
        return ResponseEntity.accepted().body(ImportJson.of(queued, english));
    }
}
