package dev.roster.ui;

import dev.roster.shared.Bounds;
import dev.roster.shared.InvalidException;
import dev.roster.shared.Text;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A form field for choosing any number of items out of more than it can show: the chosen ones, and the first of the others
 * that match a search. The form sends {@code name=value} for each chosen item, {@code search}, and {@code action=search} when
 * it is submitted to be shown again.
 *
 * @param name of the checkboxes
 * @param chosen the ticked ones, which stay in the form whatever the search
 * @param found the matches, without the chosen ones
 * @param more whether there are more matches than are shown
 */
public record Picker(String name, List<Item> chosen, String search, List<Item> found, boolean more) {
    /** The number of matches shown. */
    public static final int SHOWN = 20;

    /** The value of {@code action} when the form is submitted to be shown again, with the matches of its search. */
    public static final String SEARCH = "search";

    public Picker {
        chosen = List.copyOf(chosen);
        found = List.copyOf(found);
    }

    /**
     * An item that can be chosen.
     *
     * @param detail distinguishes it from another one with the same label, or null
     * @param enabled whether it can be ticked or unticked
     * @param reason why not, or null
     */
    public record Item(
            String value,
            String label,
            @Nullable String detail,
            boolean enabled,
            @Nullable String reason) {
        public static Item of(String value, String label, @Nullable String detail) {
            return new Item(value, label, detail, true, null);
        }

        public static Item locked(String value, String label, @Nullable String detail, String reason) {
            return new Item(value, label, detail, false, reason);
        }
    }

    /** @param matches of the search: {@link #mostMatches} of them, or fewer if there are no more */
    public static Picker of(String name, List<Item> chosen, @Nullable String search, List<Item> matches) {
        var values = new HashSet<>(chosen.stream().map(Item::value).collect(Collectors.toSet()));
        var rest = matches.stream().filter(item -> values.add(item.value())).toList();
        return new Picker(
                name,
                chosen,
                search == null ? "" : search,
                rest.subList(0, Math.min(SHOWN, rest.size())),
                rest.size() > SHOWN);
    }

    /**
     * The search term, in a form fit for lookups.
     *
     * @throws InvalidException if no text can contain it
     */
    public static String readSearch(@Nullable String typed) {
        if (typed == null) {
            return "";
        }
        if (typed.length() > Bounds.SEARCH) {
            throw InvalidException.of("search", "too-long", Bounds.SEARCH);
        }
        if (Text.hasControlCharacters(typed)) {
            throw InvalidException.of("search", "control-characters");
        }
        return typed.strip();
    }

    /** The number of matches to read, so that enough remain without the chosen ones. */
    public static int mostMatches(int chosen) {
        return SHOWN + chosen + 1;
    }
}
