package dev.roster.groups;

import dev.roster.group.Group;
import java.util.List;

/**
 * What every tab of a group's page shows.
 *
 * @param tab the key of the tab at hand
 * @param manages whether the reader may change groups
 * @param governs whether all that it carries is the reader's to hand out, and so its name theirs to change
 * @param assigns whether the reader may put people into groups
 */
public record GroupView(Group group, String tab, boolean manages, boolean governs, boolean assigns) {
    public static final List<String> TABS = List.of("general", "modules", "members");
}
