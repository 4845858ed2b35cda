package dev.roster.importfile;

import dev.roster.creation.UserDraft;
import dev.roster.person.ProfileInput;
import dev.roster.shared.InvalidException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The header line of a file: the position of each column. Case, blanks and hyphens in the names are ignored. */
public final class CsvHeader {
    private static final Pattern NOT_COUNTED = Pattern.compile("[^a-z0-9]");
    private static final int LONGEST_SHOWN = 40;

    private static final String EMAIL = "email";
    private static final String EXTERNAL_ID = "externalId";
    private static final String ROLE = "role";
    private static final String GROUPS = "groups";
    private static final String STATUS = "status";
    private static final String PASSWORD_HASH = "passwordHash";

    /** Every column that a file can have. */
    private static final List<String> TITLES = Stream.of(
                    Stream.of(EXTERNAL_ID),
                    ProfileInput.COLUMNS.stream(),
                    Stream.of(ROLE, GROUPS, STATUS, PASSWORD_HASH))
            .flatMap(titles -> titles)
            .toList();

    /** Columns that an export adds, and that no one can change. */
    private static final List<String> IGNORED = Stream.of(
                    "id",
                    "organization",
                    "emailVerified",
                    "home",
                    "onboarding",
                    "createdAt",
                    "joinedAt",
                    "lastSignInAt",
                    "line",
                    "reason")
            .map(CsvHeader::key)
            .toList();

    private final int columns;
    private final Map<String, Integer> places;

    private CsvHeader(int columns, Map<String, Integer> places) {
        this.columns = columns;
        this.places = places;
    }

    /** @throws InvalidException for an unknown or duplicate column, or if no column identifies a person */
    static CsvHeader read(List<String> titles) {
        var errors = new InvalidException.Collector();
        var places = new HashMap<String, Integer>();
        for (int place = 0; place < titles.size(); place++) {
            var key = key(titles.get(place));
            var column = TITLES.stream().filter(title -> key(title).equals(key)).findFirst();
            if (column.isEmpty() && !IGNORED.contains(key)) {
                errors.add(shown(titles.get(place)), "unknown");
            } else if (column.isPresent() && places.put(column.get(), place) != null) {
                errors.add(column.get(), "repeated");
            }
        }
        if (!places.containsKey(EMAIL) && !places.containsKey(EXTERNAL_ID)) {
            errors.add("email", "required");
        }
        errors.throwIfAny();
        return new CsvHeader(titles.size(), places);
    }

    private static String key(String title) {
        return NOT_COUNTED.matcher(title.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static String shown(String title) {
        return title.length() > LONGEST_SHOWN ? title.substring(0, LONGEST_SHOWN) + "…" : title;
    }

    int columns() {
        return columns;
    }

    ImportedUser user(List<String> cells) {
        var typed = new UserDraft(
                ProfileInput.read(column -> cell(cells, column)),
                cell(cells, ROLE),
                CsvRows.list(cell(cells, GROUPS)),
                null,
                null);
        return new ImportedUser(cell(cells, EXTERNAL_ID), typed, cell(cells, STATUS), cell(cells, PASSWORD_HASH));
    }

    private @Nullable String cell(List<String> cells, String column) {
        var place = places.get(column);
        var cell = place == null ? "" : cells.get(place);
        return cell.isBlank() ? null : cell;
    }

    /** The titles of a file with all columns. */
    public static List<String> titles() {
        return TITLES;
    }

    /** The cells of a row, in the order of {@link #titles}; empty if it could not be read. */
    public static List<@Nullable String> cells(ImportRow row) {
        var user = row.user();
        return TITLES.stream()
                .<@Nullable String>map(column -> user == null ? null : cell(user, column))
                .toList();
    }

    private static @Nullable String cell(ImportedUser user, String column) {
        return switch (column) {
            case EXTERNAL_ID -> user.externalId();
            case ROLE -> user.typed().role();
            case GROUPS -> String.join(";", user.typed().groupsOrNone());
            case STATUS -> user.status();
            case PASSWORD_HASH -> user.passwordHash();
            default -> user.typed().profile().parts().get(column);
        };
    }
}
