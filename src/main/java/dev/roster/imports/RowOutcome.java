package dev.roster.imports;

import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one row.
 *
 * @param user who it is about; null where nobody was found or made
 * @param refusal why it was rejected or postponed: an {@link InvalidException} or a {@link ProblemException}
 */
public record RowOutcome(
        Outcome outcome, @Nullable UserId user, @Nullable RuntimeException refusal) {

    /** What can become of a row. */
    public enum Outcome {
        CREATED,
        UPDATED,
        /** All that it says was so already. */
        UNCHANGED,
        REJECTED,
        /** Nothing yet: it is to be tried again later. */
        POSTPONED;

        /** As the API spells it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static RowOutcome of(Outcome outcome, UserId user) {
        return new RowOutcome(outcome, user, null);
    }

    /**
     * Too many requests is no answer to the row; anything else is.
     *
     * @param refusal an {@link InvalidException} or a {@link ProblemException}
     */
    static RowOutcome refused(@Nullable UserId user, RuntimeException refusal) {
        boolean later =
                refusal instanceof ProblemException problem && problem.problem().status() == 429;
        return new RowOutcome(later ? Outcome.POSTPONED : Outcome.REJECTED, user, refusal);
    }
}
