package dev.roster.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.roster.shared.InvalidException;
import dev.roster.user.ImportedUser;
import dev.roster.user.NewUser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file, as it was sent.
 *
 * @param line where it begins in the file, from 1
 * @param fault why it cannot be tried, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportRow(
        int line,
        @Nullable String externalId,
        @Nullable String email,
        @Nullable String username,
        @Nullable String displayName,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String phoneCountryCode,
        @Nullable String phoneNumber,
        @Nullable String role,
        @Nullable List<String> groups,
        @Nullable String locale,
        @Nullable String status,
        @Nullable String passwordHash,
        @Nullable Refusal fault) {

    static ImportRow unreadable(int line, String field, String code, Object... arguments) {
        return new ImportRow(
                line,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Refusal.of(InvalidException.of(field, code, arguments)));
    }

    /** The same, not to be tried since an earlier line names this person. */
    ImportRow repeating(int earlier) {
        return with(passwordHash, Refusal.of(InvalidException.of("row", "row-repeated", earlier)));
    }

    ImportedUser user() {
        var typed = new NewUser(
                email,
                username,
                displayName,
                firstName,
                lastName,
                phoneCountryCode,
                phoneNumber,
                role,
                groups,
                null,
                null,
                locale);
        return new ImportedUser(externalId, typed, status, passwordHash);
    }

    /** What stays of it once it is done. */
    ImportRow withoutHash() {
        return with(null, fault);
    }

    private ImportRow with(@Nullable String hash, @Nullable Refusal refusal) {
        return new ImportRow(
                line,
                externalId,
                email,
                username,
                displayName,
                firstName,
                lastName,
                phoneCountryCode,
                phoneNumber,
                role,
                groups,
                locale,
                status,
                hash,
                refusal);
    }

    @Override
    public String toString() {
        return "ImportRow[" + line + "]"; // never the hash
    }
}
