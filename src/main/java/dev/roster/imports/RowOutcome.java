package dev.roster.imports;

import dev.roster.importfile.FieldChange;
import dev.roster.importfile.Refusal;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one row.
 *
 * @param user the user it is about; null if none was found or created
 * @param refusal why it was rejected or postponed: an {@link InvalidException} or a {@link ProblemException}
 * @param changes what it changes in an existing user
 * @param notes what was not taken as it is in the row
 */
public record RowOutcome(
        Outcome outcome,
        @Nullable UserId user,
        @Nullable RuntimeException refusal,
        List<FieldChange> changes,
        List<Refusal.Field> notes) {
    public RowOutcome {
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
    }

    /** The possible outcomes of a row. */
    public enum Outcome {
        CREATED,
        UPDATED,
        /** Everything in the row was already so. */
        UNCHANGED,
        REJECTED,
        /** Not processed yet: will be tried again later. */
        POSTPONED;

        /** As spelled in the API. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static RowOutcome of(Outcome outcome, UserId user) {
        return new RowOutcome(outcome, user, null, List.of(), List.of());
    }

    static RowOutcome updated(UserId user, List<FieldChange> changes) {
        return new RowOutcome(Outcome.UPDATED, user, null, changes, List.of());
    }

    RowOutcome noting(List<Refusal.Field> more) {
        return new RowOutcome(outcome, user, refusal, changes, more);
    }

    /**
     * Too many requests only postpones the row; any other refusal rejects it.
     *
     * @param refusal an {@link InvalidException} or a {@link ProblemException}
     */
    static RowOutcome refused(@Nullable UserId user, RuntimeException refusal) {
        boolean later =
                refusal instanceof ProblemException problem && problem.problem().status() == 429;
        return new RowOutcome(later ? Outcome.POSTPONED : Outcome.REJECTED, user, refusal, List.of(), List.of());
    }
}
