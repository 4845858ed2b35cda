package dev.roster.invitation;

import dev.roster.directory.BulkAction;
import dev.roster.membership.ListStatus;
import dev.roster.membership.Member;
import dev.roster.people.MemberAction;
import dev.roster.ui.SearchedPage;
import java.util.List;

/**
 * The list of invitations.
 *
 * @param total the number of matches, approximate if there are many
 * @param bulk the bulk actions available to the viewer
 */
public record InvitationListView(SearchedPage<Row> list, ListStatus status, long total, List<BulkAction> bulk) {

    /** An invitation, with the actions available to the viewer. */
    public record Row(Member member, List<MemberAction> actions) {}
}
