package dev.roster.imports;

import dev.roster.access.Author;
import dev.roster.importfile.Refusal;
import dev.roster.imports.RowOutcome.Outcome;
import dev.roster.shared.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import of a file of users into an organization.
 *
 * @param dryRun whether it only reports what would happen
 * @param mail whether new users get the email with their link
 * @param maker who is responsible for it
 * @param rows the number of rows in the file, without its header
 * @param takenOver whether a dry run has been followed by the real import
 * @param refusal why it failed, or null
 */
public record Import(
        UUID id,
        OrganizationId organization,
        ImportStatus status,
        boolean dryRun,
        boolean mail,
        Author maker,
        int rows,
        Counts counts,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        boolean takenOver,
        @Nullable Refusal refusal) {

    /** The number of rows per outcome so far. */
    public record Counts(int created, int updated, int unchanged, int rejected) {
        static final Counts NONE = new Counts(0, 0, 0, 0);

        /** The number of rows that are done. */
        public int all() {
            return created + updated + unchanged + rejected;
        }

        /** The number of rows with this outcome; null for all. */
        public int of(@Nullable Outcome outcome) {
            return switch (outcome) {
                case null -> all();
                case CREATED -> created;
                case UPDATED -> updated;
                case UNCHANGED -> unchanged;
                case REJECTED -> rejected;
                case POSTPONED -> 0;
            };
        }
    }

    /** Its progress, 0 to 100. */
    public int percent() {
        return rows == 0 ? 100 : (int) (counts.all() * 100L / rows);
    }

    /** Whether it can be carried out, or continued, without being sent again. */
    public boolean canRun() {
        return status == ImportStatus.FAILED || (status == ImportStatus.DONE && dryRun && !takenOver);
    }
}
