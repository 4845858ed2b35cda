package dev.roster.operator;

import dev.roster.membership.ListStatus;
import dev.roster.membership.MembershipStatus;
import dev.roster.shared.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An organization that a person belongs to, did, or is invited to.
 *
 * @param slug of the organization
 * @param name of the organization
 * @param role the key of the role of the membership itself, or null
 * @param roleName the name of that role
 * @param groups their names
 * @param home whether the account was created there
 * @param invitationExpiresAt null unless an invitation is pending
 */
public record AccountMembership(
        OrganizationId organization,
        String slug,
        String name,
        MembershipStatus status,
        @Nullable String role,
        @Nullable String roleName,
        List<String> groups,
        boolean home,
        Instant createdAt,
        @Nullable Instant lastSignInAt,
        @Nullable Instant invitationExpiresAt) {
    public AccountMembership {
        groups = List.copyOf(groups);
    }

    /** The names of the role and the groups, for a column. */
    public String rights() {
        var names = Stream.concat(Stream.ofNullable(roleName), groups.stream()).collect(Collectors.joining(", "));
        return names.isEmpty() ? "–" : names;
    }

    /** The status there as people see it: an expired invitation is {@code expired}. */
    public String shownStatus(Instant now) {
        return invitationExpiresAt != null && now.isAfter(invitationExpiresAt)
                ? ListStatus.EXPIRED.key()
                : status.key();
    }

    /** Whether the organization still has a page for the person. */
    public boolean hasPage() {
        return status != MembershipStatus.REMOVED;
    }
}
