package dev.roster.imports;

import dev.roster.access.Author;
import dev.roster.importfile.Refusal;
import dev.roster.imports.RowOutcome.Outcome;
import dev.roster.shared.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file of users on its way into an organization.
 *
 * @param dryRun whether it only tells what would happen
 * @param mail whether whoever is new gets the mail with their link
 * @param maker who stands behind it
 * @param rows how many the file has, without its header
 * @param takenOver whether a dry run has been followed by the real one
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

    /** How many rows came to what so far. */
    public record Counts(int created, int updated, int unchanged, int rejected) {
        static final Counts NONE = new Counts(0, 0, 0, 0);

        /** The rows that are done. */
        public int all() {
            return created + updated + unchanged + rejected;
        }

        /** The rows that came to this; null for all. */
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

    /** How much of it is done, 0 to 100. */
    public int percent() {
        return rows == 0 ? 100 : (int) (counts.all() * 100L / rows);
    }

    /** Whether it can be carried out, or go on, without being sent again. */
    public boolean canRun() {
        return status == ImportStatus.FAILED || (status == ImportStatus.DONE && dryRun && !takenOver);
    }
}
