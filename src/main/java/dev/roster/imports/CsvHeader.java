package dev.roster.imports;

import dev.roster.shared.InvalidException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The header line of a file: which column stands where. Case, blanks and hyphens in its names do not count. */
final class CsvHeader {
    private static final Pattern NOT_COUNTED = Pattern.compile("[^a-z0-9]");
    private static final int LONGEST_SHOWN = 40;

    /** What a column can hold. */
    enum Column {
        EXTERNAL_ID("externalId"),
        EMAIL("email"),
        USERNAME("username"),
        DISPLAY_NAME("displayName"),
        FIRST_NAME("firstName"),
        LAST_NAME("lastName"),
        COUNTRY_CODE("phone.countryCode"),
        NUMBER("phone.number"),
        ROLE("role"),
        GROUPS("groups"),
        LOCALE("locale"),
        STATUS("status"),
        PASSWORD_HASH("passwordHash");

        private final String title;

        Column(String title) {
            this.title = title;
        }

        /** As the API names the field. */
        String title() {
            return title;
        }
    }

    /** What an export has besides, and nobody can change. */
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

    /** @throws InvalidException for a column that is unknown or there twice, and without one that names a person */
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

    ImportRow row(int line, List<String> cells) {
        return new ImportRow(
                line,
                cell(cells, Column.EXTERNAL_ID),
                cell(cells, Column.EMAIL),
                cell(cells, Column.USERNAME),
                cell(cells, Column.DISPLAY_NAME),
                cell(cells, Column.FIRST_NAME),
                cell(cells, Column.LAST_NAME),
                cell(cells, Column.COUNTRY_CODE),
                cell(cells, Column.NUMBER),
                cell(cells, Column.ROLE),
                CsvRows.list(cell(cells, Column.GROUPS)),
                cell(cells, Column.LOCALE),
                cell(cells, Column.STATUS),
                cell(cells, Column.PASSWORD_HASH),
                null);
    }

    private @Nullable String cell(List<String> cells, Column column) {
        var place = places.get(column);
        var cell = place == null ? "" : cells.get(place);
        return cell.isBlank() ? null : cell;
    }

    /** The titles of a file with every column. */
    static List<String> titles() {
        return Arrays.stream(Column.values()).map(Column::title).toList();
    }

    /** The cells of a row, in the order of {@link #titles}. */
    static List<@Nullable Object> cells(ImportRow row) {
        var cells = new ArrayList<@Nullable Object>();
        cells.add(row.externalId());
        cells.add(row.email());
        cells.add(row.username());
        cells.add(row.displayName());
        cells.add(row.firstName());
        cells.add(row.lastName());
        cells.add(row.phoneCountryCode());
        cells.add(row.phoneNumber());
        cells.add(row.role());
        cells.add(row.groups() == null ? null : String.join(";", row.groups()));
        cells.add(row.locale());
        cells.add(row.status());
        cells.add(row.passwordHash());
        return cells;
    }
}
