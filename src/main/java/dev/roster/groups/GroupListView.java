package dev.roster.groups;

import dev.roster.group.Group;
import dev.roster.ui.SearchedPage;

/**
 * What the list of groups shows.
 *
 * @param manages whether the reader may make groups
 */
public record GroupListView(SearchedPage<Group> list, long total, boolean manages) {}
