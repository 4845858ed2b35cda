package dev.roster.importfile;

import dev.roster.creation.UserDraft;
import dev.roster.person.ProfileInput;
import dev.roster.shared.InvalidException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The header line of a file: the position of each column. Case, blanks and hyphens in the names are ignored. */
public final class CsvHeader {
    private static final Pattern NOT_COUNTED = Pattern.compile("[^a-z0-9]");
    private static final int LONGEST_SHOWN = 40;

    /** The columns. */
    enum Column {
        EXTERNAL_ID("externalId", ImportedUser::externalId),
        EMAIL("email", user -> user.typed().profile().email()),
        USERNAME("username", user -> user.typed().profile().username()),
        DISPLAY_NAME("displayName", user -> user.typed().profile().displayName()),
        FIRST_NAME("firstName", user -> user.typed().profile().firstName()),
        LAST_NAME("lastName", user -> user.typed().profile().lastName()),
        COUNTRY_CODE("phone.countryCode", user -> user.typed().profile().phoneCountryCode()),
        NUMBER("phone.number", user -> user.typed().profile().phoneNumber()),
        ROLE("role", user -> user.typed().role()),
        GROUPS("groups", user -> String.join(";", user.typed().groupsOrNone())),
        LOCALE("locale", user -> user.typed().profile().locale()),
        STATUS("status", ImportedUser::status),
        PASSWORD_HASH("passwordHash", ImportedUser::passwordHash);

        private final String title;
        private final Function<ImportedUser, @Nullable String> cell;

        Column(String title, Function<ImportedUser, @Nullable String> cell) {
            this.title = title;
            this.cell = cell;
        }

        /** The field's name in the API. */
        String title() {
            return title;
        }
    }

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
    private final Map<Column, Integer> places;

    private CsvHeader(int columns, Map<Column, Integer> places) {
        this.columns = columns;
        this.places = places;
    }

    /** @throws InvalidException for an unknown or duplicate column, or if no column identifies a person */
    static CsvHeader read(List<String> titles) {
        var errors = new InvalidException.Collector();
        var places = new EnumMap<Column, Integer>(Column.class);
        for (int place = 0; place < titles.size(); place++) {
            var key = key(titles.get(place));
            var column = Arrays.stream(Column.values())
                    .filter(c -> key(c.title()).equals(key))
                    .findFirst();
            if (column.isEmpty() && !IGNORED.contains(key)) {
                errors.add(shown(titles.get(place)), "unknown");
            } else if (column.isPresent() && places.put(column.get(), place) != null) {
                errors.add(column.get().title(), "repeated");
            }
        }
        if (!places.containsKey(Column.EMAIL) && !places.containsKey(Column.EXTERNAL_ID)) {
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
                new ProfileInput(
                        cell(cells, Column.EMAIL),
                        cell(cells, Column.USERNAME),
                        cell(cells, Column.DISPLAY_NAME),
                        cell(cells, Column.FIRST_NAME),
                        cell(cells, Column.LAST_NAME),
                        cell(cells, Column.COUNTRY_CODE),
                        cell(cells, Column.NUMBER),
                        cell(cells, Column.LOCALE)),
                cell(cells, Column.ROLE),
                CsvRows.list(cell(cells, Column.GROUPS)),
                null,
                null);
        return new ImportedUser(
                cell(cells, Column.EXTERNAL_ID), typed, cell(cells, Column.STATUS), cell(cells, Column.PASSWORD_HASH));
    }

    private @Nullable String cell(List<String> cells, Column column) {
        var place = places.get(column);
        var cell = place == null ? "" : cells.get(place);
        return cell.isBlank() ? null : cell;
    }

    /** The titles of a file with all columns. */
    public static List<String> titles() {
        return Arrays.stream(Column.values()).map(Column::title).toList();
    }

    /** The cells of a row, in the order of {@link #titles}; empty if it could not be read. */
    public static List<@Nullable String> cells(ImportRow row) {
        var user = row.user();
        return Arrays.stream(Column.values())
                .<@Nullable String>map(column -> user == null ? null : column.cell.apply(user))
                .toList();
    }
}
