package dev.roster.user;

import java.util.List;

/**
 * What the header of a user's page shows.
 *
 * @param actions what the reader may do
 * @param tab the key of the tab at hand
 * @param tabs the keys of the tabs that the reader may open
 */
public record UserView(Member member, List<MemberAction> actions, String tab, List<String> tabs) {
    public boolean can(MemberAction action) {
        return actions.contains(action);
    }
}
