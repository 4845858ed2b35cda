package dev.roster.importfile;

import dev.roster.person.KnownAs;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file, as it was sent.
 *
 * @param line where it starts in the file, from 1
 * @param user the user it describes; null if it cannot be read
 * @param fault why it cannot be processed, or null
 */
public record ImportRow(
        int line, @Nullable ImportedUser user, @Nullable Refusal fault) {

    private static final int SIZE_BESIDES = 100;

    static ImportRow unreadable(int line, String field, String code, Object... arguments) {
        return new ImportRow(line, null, Refusal.of(InvalidException.of(field, code, arguments)));
    }

    /** This row, marked as faulty because an earlier line names the same person. */
    ImportRow repeating(int earlier) {
        return new ImportRow(line, user, Refusal.of(InvalidException.of("row", "row-repeated", earlier)));
    }

    /** This row with another spelling of the same person. */
    public ImportRow about(ImportedUser written) {
        return new ImportRow(line, written, fault);
    }

    /** This row with what its person gets if they are new and it says nothing else. */
    public ImportRow withStandard(@Nullable String role, List<String> groups) {
        return user == null ? this : about(user.withStandard(role, groups));
    }

    /** Its memory footprint in characters; a guess for the fields that are short by nature. */
    public int size() {
        return user == null ? SIZE_BESIDES : user.size() + SIZE_BESIDES;
    }

    /** This row without its content, marked as faulty: the person it names has been erased. */
    public ImportRow erased() {
        return new ImportRow(line, null, Refusal.ERASED);
    }

    public boolean isFor(OrganizationId organization, KnownAs known) {
        return user != null && user.isFor(organization, known);
    }

    /** What remains of it once it is processed. */
    public ImportRow withoutHash() {
        return new ImportRow(line, user == null ? null : user.withoutHash(), fault);
    }

    @Override
    public String toString() {
        return "ImportRow[" + line + "]"; // never the hash
    }
}
