package dev.roster.imports;

import dev.roster.access.Author;
import dev.roster.importfile.Column;
import dev.roster.importfile.Refusal;
import dev.roster.imports.RowOutcome.Outcome;
import dev.roster.shared.OrganizationId;
import java.time.Instant;
import java.util.List;
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
 * @param columns what the columns of the file were read as; none if it has no titles
 * @param mailing whether the users that it created are being emailed their links afterwards
 * @param mailed the number of them that have been emailed that way
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
        @Nullable Refusal refusal,
        List<Column> columns,
        boolean mailing,
        int mailed) {
    public Import {
        columns = List.copyOf(columns);
    }

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

    /** The titles of the columns that were left aside. */
    public List<String> leftAside() {
        return columns.stream()
                .filter(column -> column.field() == null)
                .map(Column::title)
                .toList();
    }

    /** The title that the file has for a field, or else the field. */
    public String column(String field) {
        return columns.stream()
                .filter(column -> field.equals(column.field()))
                .map(Column::title)
                .findFirst()
                .orElse(field);
    }

    /** Whether carrying it out, or continuing it, may change something. */
    public boolean hasSomethingToDo() {
        return canRun() && (status == ImportStatus.FAILED || counts.created() + counts.updated() > 0);
    }

    /** Whether there are users to email their links to, who got none when they were created. */
    public boolean canMail() {
        return status == ImportStatus.DONE && !dryRun && !mail && counts.created() > 0 && !mailing;
    }

    /** Whether something is still going on. */
    public boolean isUnderWay() {
        return !status.isOver() || mailing;
    }

    /** Whether it can be carried out, or continued, without being sent again. */
    public boolean canRun() {
        return status == ImportStatus.FAILED || (status == ImportStatus.DONE && dryRun && !takenOver);
    }
}
