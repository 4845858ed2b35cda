package dev.roster.auditlog;

import dev.roster.shared.Page;
import dev.roster.ui.FormErrors;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page of the audit log.
 *
 * @param typed the query as it is in the field
 * @param query what it was read as; an empty one if it could not be read
 * @param actions the known ones, by what they are about
 */
public record AuditListView(
        Page<AuditEvent> events,
        String typed,
        AuditQuery query,
        Map<String, List<String>> actions,
        List<AuditedCompany> companies,
        FormErrors errors) {

    /** The query string of another page; null if there is none. */
    public @Nullable String url(String base, @Nullable Object cursor) {
        return cursor == null
                ? null
                : base + "?after=" + cursor
                        + (typed.isEmpty() ? "" : "&q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));
    }
}
