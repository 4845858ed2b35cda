package dev.roster.person;

import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * By what somebody is known, and was: what is kept under one of these is about them.
 *
 * @param emails the keys of every address they had
 * @param usernames the keys of every user name
 * @param displayName as it is now
 * @param externalIds what other systems call them, each in its organization
 */
public record KnownAs(
        UserId user,
        Set<String> emails,
        Set<String> usernames,
        String displayName,
        Map<OrganizationId, String> externalIds) {

    /** Addresses and user names, which nobody else has anywhere. */
    public Set<String> everywhere() {
        var all = new TreeSet<>(emails);
        all.addAll(usernames);
        return all;
    }
}
