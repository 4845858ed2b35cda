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
 * @param usernames the keys of all usernames
 * @param displayName the current one
 * @param externalIds their present and former ids in other systems, by organization
 */
public record KnownAs(
        UserId user,
        Set<String> emails,
        Set<String> usernames,
        String displayName,
        Map<OrganizationId, Set<String>> externalIds) {

    /** Addresses and usernames, which are globally unique. */
    public Set<String> everywhere() {
        var all = new TreeSet<>(emails);
        all.addAll(usernames);
        return all;
    }
}
