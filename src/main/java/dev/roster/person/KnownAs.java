package dev.roster.person;

import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A person's current and former identifiers: whatever is stored under one of them is about that person.
 *
 * @param emails the keys of all addresses they had
 * @param usernames the keys of all usernames; outside the person's organizations they are other people's
 * @param displayName the current one
 * @param organizations where they are or were
 * @param externalIds their present and former ids in other systems, by organization
 */
public record KnownAs(
        UserId user,
        Set<String> emails,
        Set<String> usernames,
        String displayName,
        Set<OrganizationId> organizations,
        Map<OrganizationId, Set<String>> externalIds) {

    /** Addresses and usernames, by which their own organizations know them. */
    public Set<String> names() {
        var all = new TreeSet<>(emails);
        all.addAll(usernames);
        return all;
    }
}
