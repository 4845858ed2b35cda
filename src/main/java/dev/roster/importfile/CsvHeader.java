package dev.roster.importfile;

import dev.roster.creation.UserDraft;
import dev.roster.person.ProfileInput;
import dev.roster.shared.InvalidException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The header line of a file: what each column is read as, and which ones are left aside. */
public final class CsvHeader {
    private static final int LONGEST_SHOWN = 200;
    private static final int LONGEST_SAMPLE = 40;

    private static final String EMAIL = "email";
    private static final String USERNAME = "username";
    private static final String DISPLAY_NAME = "displayName";
    private static final String FIRST_NAME = "firstName";
    private static final String LAST_NAME = "lastName";
    private static final String COUNTRY_CODE = "phone.countryCode";
    private static final String PHONE = "phone.number";
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
    private static final Set<String> IGNORED = Stream.of(
                    "id",
                    "organization",
                    "emailVerified",
                    "home",
                    "onboarding",
                    "createdAt",
                    "joinedAt",
                    "lastSignInAt",
                    "twoFactor",
                    "line",
                    "reason")
            .map(ColumnTitles::key)
            .collect(Collectors.toUnmodifiableSet());

    /** Adobe has the country of the address in such a column; with a phone number next to it, it is the number's. */
    private static final Set<String> COUNTRY_CODES = Set.of("countrycode", "landercode", "laendercode", "vorwahl");

    /** Only Canvas has such columns. Its users are active or suspended in Canvas, which says nothing about them here. */
    private static final Set<String> OF_CANVAS = Set.of("sortablename", "integrationid");

    private final int size;
    private final Map<String, Integer> places;
    private final List<Placed> columns;

    /** A column and its place among all. */
    private record Placed(int place, Column column) {}

    private CsvHeader(int size, Map<String, Integer> places, List<Placed> columns) {
        this.size = size;
        this.places = places;
        this.columns = columns;
    }

    /**
     * @param samples some rows below the titles
     * @param choice what columns are read as, where that has been chosen
     * @throws InvalidException for a duplicate column, or if no column identifies a person
     */
    static CsvHeader read(List<String> titles, List<List<String>> samples, ColumnChoice choice) {
        var header = guess(titles, samples, choice);
        if (!header.identifies()) {
            throw InvalidException.of(
                    EMAIL,
                    "required",
                    header.columns().stream().map(Column::title).collect(Collectors.joining(", ")));
        }
        return header;
    }

    /** The same, even if no column identifies a person. */
    static CsvHeader guess(List<String> titles, List<List<String>> samples, ColumnChoice choice) {
        var shown = IntStream.range(0, titles.size())
                .mapToObj(place -> shown(titles, samples, place))
                .toList();
        var fields = new ArrayList<@Nullable String>(
                shown.stream().<@Nullable String>map(_ -> null).toList());
        var errors = new InvalidException.Collector();
        var places = new HashMap<String, Integer>();
        for (int place = 0; place < shown.size(); place++) {
            var field = choice.field(shown.get(place));
            if (field != null && places.putIfAbsent(field, place) != null && !choice.isRemembered()) {
                errors.add(shown.get(place), "repeated");
            }
        }
        var ranks = new HashMap<String, Integer>();
        for (int place = 0; place < shown.size(); place++) {
            var known = choice.isMade(shown.get(place)) ? null : ColumnTitles.find(titles.get(place));
            if (known == null) {
                continue;
            }
            var best = ranks.get(known.field());
            if (best == null ? !places.containsKey(known.field()) : known.rank() < best) {
                places.put(known.field(), place);
                ranks.put(known.field(), known.rank());
            } else if (best != null && best == 0 && known.rank() == 0) {
                errors.add(known.field(), "repeated");
            }
        }
        errors.throwIfAny();
        adjust(places, ranks, titles, samples, choice, shown);
        places.forEach((field, place) -> fields.set(place, field));
        var columns = IntStream.range(0, shown.size())
                .filter(place -> !shown.get(place).isEmpty())
                .filter(place -> fields.get(place) != null || !IGNORED.contains(ColumnTitles.key(titles.get(place))))
                .mapToObj(place -> new Placed(place, new Column(shown.get(place), fields.get(place))))
                .toList();
        return new CsvHeader(titles.size(), places, columns);
    }

    /** Titles that mean something else next to others. */
    private static void adjust(
            Map<String, Integer> places,
            Map<String, Integer> ranks,
            List<String> titles,
            List<List<String>> samples,
            ColumnChoice choice,
            List<String> shown) {
        var keys = titles.stream().map(ColumnTitles::key).toList();
        var name = places.get(DISPLAY_NAME);
        if (name != null
                && keys.get(name).equals("name")
                && ranks.containsKey(DISPLAY_NAME)
                && places.containsKey(FIRST_NAME)
                && !places.containsKey(LAST_NAME)) {
            // German lists have the columns Name and Vorname.
            places.remove(DISPLAY_NAME);
            places.put(LAST_NAME, name);
        }
        var login = places.get(USERNAME);
        if (login != null
                && !places.containsKey(EMAIL)
                && ranks.containsKey(USERNAME)
                && areAddresses(samples, login)) {
            places.remove(USERNAME);
            places.put(EMAIL, login);
        }
        if (places.containsKey(PHONE) && !places.containsKey(COUNTRY_CODE)) {
            IntStream.range(0, keys.size())
                    .filter(place -> COUNTRY_CODES.contains(keys.get(place)) && !choice.isMade(shown.get(place)))
                    .findFirst()
                    .ifPresent(place -> places.put(COUNTRY_CODE, place));
        }
        if (ranks.containsKey(STATUS) && keys.stream().anyMatch(OF_CANVAS::contains)) {
            places.remove(STATUS);
        }
    }

    private static boolean areAddresses(List<List<String>> samples, int place) {
        var cells = samples.stream()
                .filter(row -> row.size() > place && !row.get(place).isEmpty())
                .map(row -> row.get(place))
                .toList();
        return !cells.isEmpty() && cells.stream().allMatch(cell -> cell.contains("@"));
    }

    /** A column without a title is shown as its number if there is anything in it. */
    private static String shown(List<String> titles, List<List<String>> samples, int place) {
        var title = titles.get(place);
        if (title.isEmpty()) {
            boolean used = samples.stream()
                    .anyMatch(row -> row.size() > place && !row.get(place).isEmpty());
            return used ? "#" + (place + 1) : "";
        }
        return title.length() > LONGEST_SHOWN ? title.substring(0, LONGEST_SHOWN) + "…" : title;
    }

    /** Whether a column with this field identifies a person. */
    static boolean identifies(String field) {
        return field.equals(EMAIL) || field.equals(EXTERNAL_ID);
    }

    /** Whether there is a column that identifies a person. */
    boolean identifies() {
        return places.keySet().stream().anyMatch(CsvHeader::identifies);
    }

    /** The columns of the file, without those that only an export has. */
    List<Column> columns() {
        return columns.stream().map(Placed::column).toList();
    }

    /** The same with what these rows have in them. */
    List<Look.Looked> looked(List<List<String>> samples) {
        return columns.stream()
                .map(placed -> new Look.Looked(
                        placed.column(),
                        samples.stream()
                                .filter(row -> row.size() > placed.place())
                                .map(row -> row.get(placed.place()))
                                .filter(cell -> !cell.isEmpty())
                                .map(CsvHeader::sample)
                                .toList()))
                .toList();
    }

    private static String sample(String cell) {
        return cell.length() > LONGEST_SAMPLE ? cell.substring(0, LONGEST_SAMPLE) + "…" : cell;
    }

    /** The row with these cells, of which empty ones at the end may be missing or too many. */
    ImportRow row(int line, List<String> cells) {
        int size = cells.size();
        while (size > 0 && cells.get(size - 1).isEmpty()) {
            size--;
        }
        return size > this.size
                ? ImportRow.unreadable(line, "row", "columns", this.size, cells.size())
                : new ImportRow(line, user(cells), null);
    }

    private ImportedUser user(List<String> cells) {
        var mailbox = Mailbox.read(cell(cells, EMAIL));
        var typed = new UserDraft(
                ProfileInput.read(column -> column.equals(EMAIL) ? mailbox.email() : cell(cells, column)),
                cell(cells, ROLE),
                CsvRows.list(cell(cells, GROUPS)),
                null,
                null);
        var user = new ImportedUser(
                cell(cells, EXTERNAL_ID), typed, cell(cells, STATUS), cell(cells, PASSWORD_HASH), null);
        return mailbox.name() != null || !hasNames() ? user.named(mailbox.nameOrGuess()) : user;
    }

    private boolean hasNames() {
        return Stream.of(DISPLAY_NAME, FIRST_NAME, LAST_NAME).anyMatch(places::containsKey);
    }

    private @Nullable String cell(List<String> cells, String column) {
        var place = places.get(column);
        return place == null || place >= cells.size() || cells.get(place).isEmpty() ? null : cells.get(place);
    }

    /** The titles of a file with all columns. */
    public static List<String> titles() {
        return TITLES;
    }

    /** The cells of a row, in the order of {@link #titles}; empty if it could not be read. */
    public static List<@Nullable String> cells(ImportRow row) {
        var user = row.user();
        return TITLES.stream()
                .<@Nullable String>map(column -> user == null ? null : user.value(column))
                .toList();
    }
}
