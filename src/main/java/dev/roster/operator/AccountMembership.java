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
 * Where a person belongs, or did, or is invited to.
 *
 * @param slug the organization's
 * @param name the organization's
 * @param role the key of the role of the membership itself, or null
 * @param roleName that role's
 * @param groups their names
 * @param home whether the account was made there
 * @param invitationExpiresAt null unless an invitation is out
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

    /** The status there as people are shown it: an invitation that has run out is {@code expired}. */
    public String shownStatus(Instant now) {
        return invitationExpiresAt != null && now.isAfter(invitationExpiresAt)
                ? ListStatus.EXPIRED.key()
                : status.key();
    }

    /** Whether the organization still has a page of theirs. */
    public boolean hasPage() {
        return status != MembershipStatus.REMOVED;
    }
}
