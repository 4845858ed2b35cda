package dev.roster.membership;

import dev.roster.organization.Onboarding;
import dev.roster.password.PasswordRules;
import dev.roster.person.Phone;
import dev.roster.person.Profile;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.GroupId;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import dev.roster.shared.UserId;
import dev.roster.ui.Initials;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A user as one organization sees them: the person and their membership.
 *
 * @param profile of somebody who has not accepted an invitation, what it calls them
 * @param role the role of the membership, or null where groups carry the roles
 * @param groups by name
 * @param home whether the account was created here, so that this organization owns the profile
 * @param managed whether the organization may change the account itself: it is home, and the person's nowhere else
 * @param externalId what another system calls them, where they were brought from one
 * @param invited null once they have joined
 * @param version grows with each change of the person or the membership
 */
public record Member(
        OrganizationId organization,
        UserId id,
        Profile profile,
        boolean emailVerified,
        MembershipStatus status,
        @Nullable HeldRole role,
        List<HeldGroup> groups,
        boolean home,
        boolean managed,
        Onboarding onboarding,
        boolean blocked,
        Instant createdAt,
        @Nullable Instant joinedAt,
        @Nullable Instant lastSignInAt,
        @Nullable String externalId,
        @Nullable Invited invited,
        long version) {
    public Member {
        groups = List.copyOf(groups);
    }

    /** The role of a membership, with what it is called. */
    public record HeldRole(RoleId id, String key, String name) {}

    /** A group, with the roles that it carries. */
    public record HeldGroup(GroupId id, String name, Set<RoleId> roles) {
        public HeldGroup {
            roles = Set.copyOf(roles);
        }
    }

    /**
     * The invitation of somebody who has not said yes.
     *
     * @param expiresAt the last moment at which it can be accepted; null once it was declined
     * @param by the name of who sent it, or null where that is gone or was Roster itself
     */
    public record Invited(
            Instant sentAt,
            @Nullable Instant expiresAt,
            @Nullable String by) {
        boolean isExpired(Instant now) {
            return expiresAt != null && now.isAfter(expiresAt);
        }
    }

    /** The address as the person writes it; null where they sign in by user name alone. */
    public @Nullable String email() {
        return profile.email() == null ? null : profile.email().value();
    }

    public @Nullable String username() {
        return profile.username();
    }

    public @Nullable String firstName() {
        return profile.firstName();
    }

    public @Nullable String lastName() {
        return profile.lastName();
    }

    public String displayName() {
        return profile.displayName();
    }

    public @Nullable Phone phone() {
        return profile.phone();
    }

    public String locale() {
        return profile.locale();
    }

    /** Every role held here: of the membership, and those that groups carry. */
    public Set<RoleId> roles() {
        var roles = groups.stream().flatMap(group -> group.roles().stream()).collect(Collectors.toSet());
        if (role != null) {
            roles.add(role.id());
        }
        return roles;
    }

    /** Whether an invitation is out that can be accepted now. */
    public boolean isPending(Instant now) {
        return status == MembershipStatus.INVITED && !isInvitationExpired(now);
    }

    /** Whether they joined by a copied invitation link and have not yet shown that the address is theirs. */
    public boolean isUnprovenJoiner() {
        return onboarding == Onboarding.INVITATION
                && hasJoined()
                && status != MembershipStatus.DELETED
                && !emailVerified;
    }

    /** Whether they are, or were, more than invited. */
    public boolean hasJoined() {
        return status != MembershipStatus.INVITED && status != MembershipStatus.DECLINED;
    }

    /** The names of the role and the groups, for a column. */
    public String rights() {
        var names = Stream.concat(
                        Stream.ofNullable(role).map(HeldRole::name),
                        groups.stream().map(HeldGroup::name))
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "–" : names;
    }

    public String groupNames() {
        return groups.stream().map(HeldGroup::name).collect(Collectors.joining(", "));
    }

    /** Whether an invitation is out that can no longer be accepted: told from its time, never stored. */
    public boolean isInvitationExpired(Instant now) {
        return status == MembershipStatus.INVITED && invited != null && invited.isExpired(now);
    }

    /** The status as people are shown it: its own, or {@code expired}, or {@code blocked}. */
    public String shownStatus(Instant now) {
        return blocked ? "blocked" : isInvitationExpired(now) ? ListStatus.EXPIRED.key() : status.key();
    }

    /** The e-mail address or, without one, the user name: what the person signs in with. */
    public String signInName() {
        return profile.signInName();
    }

    /** Whether this is their address, however it is spelled. */
    public boolean hasEmail(EmailAddress other) {
        return profile.email() != null && profile.email().key().equals(other.key());
    }

    /** Whatever names them: what a password must not be made of. */
    public List<String> personal() {
        return PasswordRules.personal(email(), username(), displayName(), firstName(), lastName());
    }

    /** What is typed to confirm that they are to be erased: the user name or, without one, the address. */
    public String confirmation() {
        return profile.username() != null ? profile.username() : signInName();
    }

    /** Up to two letters for the avatar. */
    public String initials() {
        return Initials.of(displayName());
    }
}
