package dev.roster.company;

import dev.roster.http.OrganizationAtHand.Home;
import dev.roster.ui.SearchedPage;
import org.jspecify.annotations.Nullable;

/**
 * What a linked company shows of its parent's users.
 *
 * @param parent the name of the parent
 * @param home the parent, if the viewer comes from there; null for everyone else
 * @param whole whether the viewer may see everyone, not only those with access
 * @param withAccess whether they asked for those with access only
 */
public record TeamView(
        SearchedPage<TeamMember> list,
        String parent,
        @Nullable Home home,
        boolean whole,
        boolean withAccess) {}
