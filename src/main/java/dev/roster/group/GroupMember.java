package dev.roster.group;

import dev.roster.shared.UserId;

/**
 * Somebody in a group, or to be put into one, as far as a list shows them.
 *
 * @param signInName the e-mail address or, without one, the user name
 * @param sortName what the list is ordered by
 */
public record GroupMember(UserId id, String displayName, String signInName, String status, String sortName) {}
