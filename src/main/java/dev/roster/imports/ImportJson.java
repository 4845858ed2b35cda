package dev.roster.imports;

import dev.roster.api.Shape;
import dev.roster.http.Texts;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import, as the API shows it.
 *
 * @param rows the number of rows in the file
 * @param problem why it failed
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
        @Nullable Failure problem) {

    /** Why an import stopped before its last row. */
    record Failure(String code, String detail) {}

    /** @param user the user the row is about; null if none was found or created */
    record Row(
            int line,

            @Shape(values = {"created", "updated", "unchanged", "rejected"})
            String outcome,

            @Nullable UUID user,
            @Nullable String named,
            @Nullable String code,
            @Nullable String detail,
            List<FieldJson> errors) {

        static Row of(RowResult row, Texts texts) {
            var refusal = row.refusal();
            return new Row(
                    row.line(),
                    row.outcome(),
                    row.user(),
                    row.named(),
                    refusal == null ? null : refusal.code(),
                    refusal == null ? null : refusal.sentence(texts),
                    refusal == null
                            ? List.of()
                            : refusal.errors().stream()
                                    .map(e -> new FieldJson(e.field(), e.code(), e.sentence(texts)))
                                    .toList());
        }
    }

    /** An invalid field, as in a problem. */
    record FieldJson(String field, String code, String message) {}

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
                refusal == null ? null : new Failure(refusal.code(), refusal.sentence(texts)));
    }
}
