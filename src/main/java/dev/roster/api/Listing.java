package dev.roster.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.roster.shared.Cursor;
import dev.roster.shared.InvalidException;
import dev.roster.shared.Page;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, as the API shows it.
 *
 * @param next the value of {@code after} for the next page, or null on the last page
 * @param total only if it was requested
 */
public record Listing<T>(
        List<T> items,
        @Nullable String next,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total) {

    public static <T, R> Listing<R> of(Page<T> page, @Nullable Long total, Function<T, R> shown) {
        var next = page.next();
        return new Listing<>(page.map(shown).items(), next == null ? null : next.encoded(), total);
    }

    /** A list that is always returned whole because it is short. */
    public static <T, R> Listing<R> of(List<T> all, ListQuery query, Function<T, UUID> id, Function<T, R> shown) {
        var after = query.after();
        int start = after == null ? 0 : place(all, after, id) + 1;
        int end = Math.min(all.size(), start + query.limit().rows() + 1);
        var page = Page.of(
                all.subList(start, end), query.limit().rows(), after, t -> new Cursor.Position("", id.apply(t)));
        return of(page, query.count() ? (long) all.size() : null, shown);
    }

    private static <T> int place(List<T> all, Cursor after, Function<T, UUID> id) {
        for (int i = 0; i < all.size(); i++) {
            if (id.apply(all.get(i)).equals(after.position().id())) {
                return i;
            }
        }
        throw InvalidException.of("after", "cursor");
    }
}
