package dev.roster.groups;

import dev.roster.group.Group;
import dev.roster.ui.SearchedPage;

/**
 * What the list of groups shows.
 *
 * @param manages whether the viewer may create groups
 */
public record GroupListView(SearchedPage<Group> list, long total, boolean manages) {}
