package dev.roster.ui;

import dev.roster.shared.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * A page of search results, with the URLs of the pages around it.
 *
 * @param search empty for all
 * @param filter further query parameters, such as {@code status=active}; may be empty
 */
public record SearchedPage<T>(Page<T> page, String search, String filter) {
    public SearchedPage(Page<T> page, String search) {
        this(page, search, "");
    }

    public List<T> items() {
        return page.items();
    }

    public @Nullable String nextUrl(String base) {
        return page.next() == null ? null : url(base, page.next().encoded());
    }

    public @Nullable String previousUrl(String base) {
        return page.previous() == null ? null : url(base, page.previous().encoded());
    }

    private String url(String base, String cursor) {
        var narrowed = filter.isEmpty() ? "" : filter + "&";
        var sought = search.isEmpty() ? "" : "search=" + UriUtils.encode(search, StandardCharsets.UTF_8) + "&";
        return base + "?" + narrowed + sought + "after=" + cursor;
    }
}
