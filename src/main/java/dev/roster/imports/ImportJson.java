package dev.roster.imports;

import dev.roster.api.Shape;
import dev.roster.http.Texts;
import dev.roster.importfile.FieldChange;
import dev.roster.importfile.Refusal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import, as the API shows it.
 *
 * @param rows the number of rows in the file
 * @param problem why it failed
 * @param columns what the columns of the file were read as, by their titles
 * @param leftAside the titles of the columns that were not read
 * @param mailed the number of new users who were emailed their link after the import
 */
record ImportJson(
        UUID id,

        @Shape(values = {"queued", "running", "done", "failed"})
        String status,

        boolean dryRun,
        boolean mail,
        int rows,
        int created,
        int updated,
        int unchanged,
        int rejected,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Failure problem,
        Map<String, @Nullable String> columns,
        List<String> leftAside,
        int mailed) {

    /** Why an import stopped before its last row. */
    record Failure(String code, String detail) {}

    /**
     * @param user the user the row is about; null if none was found or created
     * @param changes what it changes in an existing user
     * @param notes what was not taken as it is in the file, and what was done instead
     */
    record Row(
            int line,

            @Shape(values = {"created", "updated", "unchanged", "rejected"})
            String outcome,

            @Nullable UUID user,
            @Nullable String named,
            @Nullable String code,
            @Nullable String detail,
            List<FieldJson> errors,
            List<FieldChange> changes,
            List<FieldJson> notes) {

        static Row of(RowResult row, Import shown, Texts texts) {
            var refusal = row.refusal();
            return new Row(
                    row.line(),
                    row.outcome(),
                    row.user(),
                    row.named(),
                    refusal == null ? null : refusal.code(),
                    refusal == null ? null : refusal.sentence(texts, shown::column),
                    refusal == null ? List.of() : FieldJson.of(refusal.errors(), shown, texts),
                    row.changesOrNone(),
                    FieldJson.of(row.notesOrNone(), shown, texts));
        }
    }

    /**
     * An invalid field, as in a problem.
     *
     * @param column its title in the file
     * @param value what the file has there; null if nothing
     */
    record FieldJson(
            String field,
            String code,
            String message,
            String column,
            @Nullable String value) {
        static List<FieldJson> of(List<Refusal.Field> fields, Import shown, Texts texts) {
            return fields.stream()
                    .map(e -> new FieldJson(e.field(), e.code(), e.sentence(texts), shown.column(e.field()), e.value()))
                    .toList();
        }
    }

    static ImportJson of(Import shown, Texts texts) {
        var refusal = shown.refusal();
        var counts = shown.counts();
        return new ImportJson(
                shown.id(),
                shown.status().key(),
                shown.dryRun(),
                shown.mail(),
                shown.rows(),
                counts.created(),
                counts.updated(),
                counts.unchanged(),
                counts.rejected(),
                shown.createdAt(),
                shown.startedAt(),
                shown.endedAt(),
                refusal == null ? null : new Failure(refusal.code(), refusal.sentence(texts)),
                columns(shown),
                shown.leftAside(),
                shown.mailed());
    }

    private static Map<String, @Nullable String> columns(Import shown) {
        var columns = new LinkedHashMap<String, @Nullable String>();
        shown.columns().forEach(column -> columns.putIfAbsent(column.title(), column.field()));
        return columns;
    }
}
