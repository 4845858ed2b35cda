package dev.roster.groups;

import dev.roster.group.Group;
import java.util.List;

/**
 * What every tab of a group's page shows.
 *
 * @param tab the key of the current tab
 * @param manages whether the viewer may change groups
 * @param governs whether the viewer may hand out everything that it carries, and so rename it
 * @param assigns whether the viewer may add people to groups
 */
public record GroupView(Group group, String tab, boolean manages, boolean governs, boolean assigns) {
    public static final List<String> TABS = List.of("general", "modules", "members");
}
