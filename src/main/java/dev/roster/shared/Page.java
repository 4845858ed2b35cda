package dev.roster.shared;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, read by keyset.
 *
 * @param next the start of the following page, or null on the last one
 * @param previous the start of the preceding page, or null on the first one
 */
public record Page<T>(
        List<T> items, @Nullable Cursor next, @Nullable Cursor previous) {
    public Page {
        items = List.copyOf(items);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), next, previous);
    }

    /**
     * Creates the page from rows that were read with one row beyond the limit.
     *
     * @param rows in reading order: reversed when reading backwards
     * @param position the cursor position of a row
     */
    public static <T> Page<T> of(List<T> rows, int limit, @Nullable Cursor at, Function<T, Cursor.Position> position) {
        boolean more = rows.size() > limit;
        var items = more ? rows.subList(0, limit) : rows;
        boolean backwards = at != null && at.backwards();
        if (backwards) {
            items = items.reversed();
        }
        if (items.isEmpty()) {
            return new Page<>(List.of(), null, null);
        }
        var next = more || backwards ? new Cursor(position.apply(items.getLast()), false) : null;
        var previous = (backwards && more) || (!backwards && at != null)
                ? new Cursor(position.apply(items.getFirst()), true)
                : null;
        return new Page<>(items, next, previous);
    }
}
