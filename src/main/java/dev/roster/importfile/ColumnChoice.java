package dev.roster.importfile;

import dev.roster.http.StrictJson;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the columns of a file are to be read as, where that has been chosen rather than left to Roster. */
public final class ColumnChoice {
    /** Every column is read as its title says. */
    public static final ColumnChoice NONE = new ColumnChoice(Map.of(), true);

    private static final int MOST = 200;

    private final Map<String, @Nullable String> fields;

    private final boolean remembered;

    private ColumnChoice(Map<String, @Nullable String> fields, boolean remembered) {
        this.fields = fields;
        this.remembered = remembered;
    }

    /**
     * @param chosen a field by the title of its column; null if the column is to be left aside
     * @throws InvalidException for a field that does not exist
     */
    public static ColumnChoice of(Map<String, @Nullable String> chosen) {
        if (chosen.size() > MOST) {
            throw InvalidException.of("columns", "too-many", MOST);
        }
        var fields = new HashMap<String, @Nullable String>();
        chosen.forEach((title, field) -> {
            if (field != null && !CsvHeader.titles().contains(field)) {
                throw InvalidException.of("columns", "unknown", String.join(", ", CsvHeader.titles()));
            }
            fields.put(key(title), field);
        });
        return new ColumnChoice(fields, false);
    }

    /**
     * @param text an object of JSON from titles to fields, or to null for a column to be left aside; null or blank for none
     * @throws InvalidException if it is none, or names a field that does not exist
     */
    public static ColumnChoice read(@Nullable String text, StrictJson json) {
        if (text == null || text.isBlank()) {
            return NONE;
        }
        var fields = new HashMap<String, @Nullable String>();
        try {
            var node = json.read(text, JsonNode.class);
            boolean maps = node.isObject() && node.valueStream().allMatch(field -> field.isNull() || field.isString());
            if (!maps) {
                throw InvalidException.of("columns", "type");
            }
            node.properties()
                    .forEach(entry -> fields.put(
                            entry.getKey(),
                            entry.getValue().isNull() ? null : entry.getValue().asString()));
        } catch (ProblemException malformed) {
            throw InvalidException.of("columns", "type");
        }
        return of(fields);
    }

    /** What was chosen for earlier files: where that contradicts itself, it does not count. */
    public static ColumnChoice remembered(Map<String, @Nullable String> chosen) {
        var fields = new HashMap<String, @Nullable String>();
        chosen.forEach((title, field) -> fields.put(key(title), field));
        return new ColumnChoice(fields, true);
    }

    /** This choice and another one, which counts where both have chosen. */
    public ColumnChoice and(ColumnChoice more) {
        var all = new HashMap<>(fields);
        // A field that is chosen anew is no longer that of another column.
        all.values().removeIf(field -> field != null && more.fields.containsValue(field));
        all.putAll(more.fields);
        return new ColumnChoice(all, more.remembered);
    }

    /** What was chosen, by the parts of the titles that count. */
    public Map<String, @Nullable String> fields() {
        return new HashMap<>(fields);
    }

    boolean isRemembered() {
        return remembered;
    }

    boolean isMade(String title) {
        return fields.containsKey(key(title));
    }

    /** The field chosen for the column; null if it is to be left aside, or nothing was chosen. */
    @Nullable String field(String title) {
        return fields.get(key(title));
    }

    /** Titles of punctuation alone, such as those of columns without one, count as they are. */
    private static String key(String title) {
        var key = ColumnTitles.key(title);
        return title.startsWith("#") || key.isEmpty() ? title.strip() : key;
    }
}
