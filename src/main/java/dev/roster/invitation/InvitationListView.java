package dev.roster.invitation;

import dev.roster.user.BulkAction;
import dev.roster.user.ListStatus;
import dev.roster.user.Member;
import dev.roster.user.MemberAction;
import dev.roster.web.SearchedPage;
import java.util.List;

/**
 * What the list of invitations shows.
 *
 * @param total how many there are like these, roughly where they are many
 * @param bulk what the reader may do to many of them at once
 */
public record InvitationListView(SearchedPage<Row> list, ListStatus status, long total, List<BulkAction> bulk) {

    /** An invitation, with what the reader may do about it. */
    public record Row(Member member, List<MemberAction> actions) {}
}
