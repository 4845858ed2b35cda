package dev.roster.directory;

import java.util.UUID;

/**
 * A view of the list of users that someone saved for themselves.
 *
 * @param query the filters and the order, as {@link UserQuery#filtersAndOrder} writes them
 */
public record SavedView(UUID id, String name, String query) {}
