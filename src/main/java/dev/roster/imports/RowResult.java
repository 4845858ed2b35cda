package dev.roster.imports;

import dev.roster.importfile.FieldChange;
import dev.roster.importfile.ImportRow;
import dev.roster.importfile.Refusal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The result of a row.
 *
 * @param user the user it is about; null if none was found or created, and for one who would have been created
 * @param named the address or, without one, the external id: for a rejected or updated row only
 * @param refusal why it was rejected
 * @param changes what an updated row changes; null if nothing
 * @param notes what was not taken as it is in the row; null if nothing
 */
public record RowResult(
        int line,
        String outcome,
        @Nullable UUID user,
        @Nullable String named,
        @Nullable Refusal refusal,
        @Nullable List<FieldChange> changes,
        @Nullable List<Refusal.Field> notes) {

    static RowResult of(ImportRow row, RowOutcome imported, boolean dryRun) {
        var user = imported.user();
        boolean wouldBe = dryRun && imported.outcome() == RowOutcome.Outcome.CREATED;
        boolean isNamed =
                imported.outcome() == RowOutcome.Outcome.REJECTED || imported.outcome() == RowOutcome.Outcome.UPDATED;
        var refusal = Refusal.of(imported.refusal());
        return new RowResult(
                row.line(),
                imported.outcome().key(),
                user == null || wouldBe ? null : user.value(),
                isNamed ? named(row) : null,
                refusal == null || row.user() == null ? refusal : refusal.withValues(row.user()),
                imported.changes().isEmpty() ? null : imported.changes(),
                imported.notes().isEmpty() ? null : imported.notes());
    }

    static RowResult rejected(ImportRow row, Refusal refusal) {
        return new RowResult(row.line(), RowOutcome.Outcome.REJECTED.key(), null, named(row), refusal, null, null);
    }

    /** The outcome alone, without anything about the person. */
    RowResult erased() {
        return new RowResult(line, outcome, null, null, refusal == null ? null : Refusal.ERASED, null, null);
    }

    private static @Nullable String named(ImportRow row) {
        var user = row.user();
        var email = user == null ? null : user.typed().profile().email();
        return user == null || (email != null && !email.isBlank()) ? email : user.externalId();
    }

    public List<FieldChange> changesOrNone() {
        return changes == null ? List.of() : changes;
    }

    public List<Refusal.Field> notesOrNone() {
        return notes == null ? List.of() : notes;
    }

    boolean is(RowOutcome.Outcome other) {
        return outcome.equals(other.key());
    }

    boolean isRejected() {
        return is(RowOutcome.Outcome.REJECTED);
    }
}
