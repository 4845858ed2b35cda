package dev.roster.imports;

import dev.roster.importfile.ImportRow;
import dev.roster.importfile.Refusal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The result of a row.
 *
 * @param user the user it is about; null if none was found or created, and for one who would have been created
 * @param named the address or, without one, the external id: for a rejected row only
 * @param refusal why it was rejected
 */
public record RowResult(
        int line,
        String outcome,
        @Nullable UUID user,
        @Nullable String named,
        @Nullable Refusal refusal) {

    static RowResult of(ImportRow row, RowOutcome imported, boolean dryRun) {
        var user = imported.user();
        boolean wouldBe = dryRun && imported.outcome() == RowOutcome.Outcome.CREATED;
        return new RowResult(
                row.line(),
                imported.outcome().key(),
                user == null || wouldBe ? null : user.value(),
                imported.outcome() == RowOutcome.Outcome.REJECTED ? named(row) : null,
                Refusal.of(imported.refusal()));
    }

    static RowResult rejected(ImportRow row, Refusal refusal) {
        return new RowResult(row.line(), RowOutcome.Outcome.REJECTED.key(), null, named(row), refusal);
    }

    /** The outcome alone, without anything about the person. */
    RowResult erased() {
        return new RowResult(line, outcome, null, null, refusal == null ? null : Refusal.ERASED);
    }

    private static @Nullable String named(ImportRow row) {
        var user = row.user();
        var email = user == null ? null : user.typed().profile().email();
        return user == null || (email != null && !email.isBlank()) ? email : user.externalId();
    }

    boolean is(RowOutcome.Outcome other) {
        return outcome.equals(other.key());
    }

    boolean isRejected() {
        return is(RowOutcome.Outcome.REJECTED);
    }
}
