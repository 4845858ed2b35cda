package dev.roster.invitation;

import dev.roster.directory.BulkAction;
import dev.roster.membership.ListStatus;
import dev.roster.membership.Member;
import dev.roster.people.MemberAction;
import dev.roster.ui.SearchedPage;
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
