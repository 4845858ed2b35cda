package dev.roster.invitation;

import dev.roster.shared.Cursor;
import dev.roster.shared.Page;
import dev.roster.user.ListStatus;
import dev.roster.user.Member;
import dev.roster.user.MemberAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * What the list of invitations shows.
 *
 * @param total how many there are like these, roughly where they are many
 */
public record InvitationListView(Page<Row> page, ListStatus status, String search, long total) {

    /** An invitation, with what the reader may do about it. */
    public record Row(Member member, List<MemberAction> actions) {}

    public @Nullable String nextUrl(String base) {
        return url(base, page.next());
    }

    public @Nullable String previousUrl(String base) {
        return url(base, page.previous());
    }

    private @Nullable String url(String base, @Nullable Cursor at) {
        return at == null
                ? null
                : base + "?status=" + status.key() + "&search=" + UriUtils.encode(search, StandardCharsets.UTF_8)
                        + "&after=" + at.encoded();
    }
}
