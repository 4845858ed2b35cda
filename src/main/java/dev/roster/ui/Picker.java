package dev.roster.ui;

import dev.roster.shared.Bounds;
import dev.roster.shared.InvalidException;
import dev.roster.shared.Text;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a form offers to choose any number of, out of more than it can show: what is chosen, and the first that a search
 * finds of the rest. The form sends {@code name=value} for each that is chosen, {@code search}, and
 * {@code action=search} where it is sent to be shown again.
 *
 * @param name of the boxes
 * @param chosen ticked, and in the form whatever is searched for
 * @param found without what is chosen
 * @param more whether the search would find more than is shown
 */
public record Picker(String name, List<Item> chosen, String search, List<Item> found, boolean more) {
    /** How many a search shows. */
    public static final int SHOWN = 20;

    /** What {@code action} is where the form is sent to be shown again, with what its search finds. */
    public static final String SEARCH = "search";

    public Picker {
        chosen = List.copyOf(chosen);
        found = List.copyOf(found);
    }

    /**
     * One that can be chosen.
     *
     * @param detail what tells it from another of the same label, or null
     * @param enabled whether its tick can be set or taken away
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

    /** @param matches what the search finds: {@link #mostMatches} of it, or fewer where there are no more */
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
     * What was searched for, fit to be looked up.
     *
     * @throws InvalidException where it is no text that anything could have
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

    /** How many matches to read, so that enough are left without those that are chosen. */
    public static int mostMatches(int chosen) {
        return SHOWN + chosen + 1;
    }
}
