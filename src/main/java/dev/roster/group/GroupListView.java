package dev.roster.group;

import dev.roster.web.SearchedPage;

/**
 * What the list of groups shows.
 *
 * @param manages whether the reader may make groups
 */
public record GroupListView(SearchedPage<Group> list, long total, boolean manages) {}
