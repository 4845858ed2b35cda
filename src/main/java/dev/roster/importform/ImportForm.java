package dev.roster.importform;

import dev.roster.creation.UserDraft;
import dev.roster.imports.ImportOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of an import in the console, and the rows if they are pasted.
 *
 * @param role the key of the role of new users whose row names none
 * @param group the id of the group of new users whose row names none
 * @param charset the key of an encoding, if one was chosen
 * @param columns what columns are to be read as, if that was chosen
 */
record ImportForm(
        @Nullable String pasted,
        @Nullable Boolean dryRun,
        @Nullable Boolean mail,
        @Nullable String role,
        @Nullable String group,
        @Nullable String charset,
        @Nullable String columns) {
    static final ImportForm EMPTY = new ImportForm(null, null, null, null, null, null, null);

    String pastedOrNothing() {
        return pasted == null ? "" : pasted;
    }

    boolean mails() {
        return Boolean.TRUE.equals(mail);
    }

    /** @param standard what new users get, settled */
    ImportOptions options(UserDraft standard) {
        return new ImportOptions(Boolean.TRUE.equals(dryRun), mails(), standard.role(), standard.groupsOrNone());
    }

    List<String> groups() {
        return group == null || group.isBlank() ? List.of() : List.of(group);
    }
}
