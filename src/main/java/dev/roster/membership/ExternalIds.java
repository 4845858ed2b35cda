package dev.roster.membership;

import dev.roster.shared.Bounds;
import dev.roster.shared.InvalidException;
import dev.roster.shared.Text;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/** Ids of users in other systems; each belongs to one user of an organization. */
public final class ExternalIds {
    private static final String CONSTRAINT = "external_id_is_unique";

    /** As spreadsheets show numbers of more than eleven digits: several ids look the same. */
    private static final Pattern SPREADSHEET = Pattern.compile("\\d[.,]\\d+E\\+\\d\\d");

    private ExternalIds() {}

    /** The id as it is stored; null for none. */
    public static @Nullable String read(@Nullable String typed, InvalidException.Collector errors) {
        if (typed == null || typed.isBlank()) {
            return null;
        }
        var id = typed.strip();
        check(id, errors);
        return id;
    }

    /** Adds an error to the field {@code externalId} if there can be no such id. */
    public static void check(String id, InvalidException.Collector errors) {
        if (Text.hasControlCharacters(id)) {
            errors.add("externalId", "control-characters");
        } else if (SPREADSHEET.matcher(id).matches()) {
            errors.add("externalId", "rounded");
        } else if (id.codePointCount(0, id.length()) > Bounds.EXTERNAL_ID) {
            errors.add("externalId", "too-long", Bounds.EXTERNAL_ID);
        }
    }

    /** Whether the database refused a write because another user has the id. */
    public static boolean isTaken(DuplicateKeyException refused) {
        return String.valueOf(refused.getMessage()).contains(CONSTRAINT);
    }
}
