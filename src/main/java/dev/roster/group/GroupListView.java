package dev.roster.group;

import dev.roster.shared.Page;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * What the list of groups shows.
 *
 * @param manages whether the reader may make groups
 */
public record GroupListView(Page<Group> page, String search, long total, boolean manages) {
    public @Nullable String nextUrl(String base) {
        return page.next() == null ? null : url(base, page.next().encoded());
    }

    public @Nullable String previousUrl(String base) {
        return page.previous() == null ? null : url(base, page.previous().encoded());
    }

    private String url(String base, String cursor) {
        var sought = search.isEmpty() ? "" : "search=" + UriUtils.encode(search, StandardCharsets.UTF_8) + "&";
        return base + "?" + sought + "after=" + cursor;
    }
}
