package dev.roster.importfile;

import dev.roster.person.KnownAs;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file, as it was sent.
 *
 * @param line where it begins in the file, from 1
 * @param user whom it names; null where it cannot be read
 * @param fault why it cannot be tried, or null
 */
public record ImportRow(
        int line, @Nullable ImportedUser user, @Nullable Refusal fault) {

    private static final int SIZE_BESIDES = 100;

    static ImportRow unreadable(int line, String field, String code, Object... arguments) {
        return new ImportRow(line, null, Refusal.of(InvalidException.of(field, code, arguments)));
    }

    /** The same, not to be tried since an earlier line names this person. */
    ImportRow repeating(int earlier) {
        return new ImportRow(line, user, Refusal.of(InvalidException.of("row", "row-repeated", earlier)));
    }

    /** The same about this person, as they are written otherwise. */
    public ImportRow about(ImportedUser written) {
        return new ImportRow(line, written, fault);
    }

    /** How much of the memory it takes, in characters: of what is short by nature, a guess. */
    public int size() {
        return user == null ? SIZE_BESIDES : user.size() + SIZE_BESIDES;
    }

    /** The same without a word of it, not to be tried: whom it names was erased. */
    public ImportRow erased() {
        return new ImportRow(line, null, Refusal.ERASED);
    }

    public boolean isFor(OrganizationId organization, KnownAs known) {
        return user != null && user.isFor(organization, known);
    }

    /** What stays of it once it is done. */
    public ImportRow withoutHash() {
        return new ImportRow(line, user == null ? null : user.withoutHash(), fault);
    }

    @Override
    public String toString() {
        return "ImportRow[" + line + "]"; // never the hash
    }
}
