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
 * @param profile for a user who has not accepted an invitation, as entered in it
 * @param role the role of the membership, or null if groups carry the roles
 * @param groups by name
 * @param home whether the account was created here, so that this organization owns the profile
 * @param managed whether the organization may change the account itself: it is the home, and the person belongs to no other
 * @param twoFactor whether they have a second factor; false until they have joined
 * @param externalId their id in another system, if they have one
 * @param invited null once they have joined
 * @param version increases with each change of the person or the membership
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
        boolean twoFactor,
        Instant createdAt,
        @Nullable Instant joinedAt,
        @Nullable Instant lastSignInAt,
        Instant statusChangedAt,
        @Nullable String externalId,
        @Nullable Invited invited,
        long version) {
    public Member {
        groups = List.copyOf(groups);
    }

    /** The same after a change of status. */
    public Member moved(Transition transition, Instant now) {
        var to = transition.to();
        return changed(
                to,
                role,
                to == MembershipStatus.ACTIVE && joinedAt == null ? now : joinedAt,
                to == MembershipStatus.REMOVED ? null : externalId,
                now);
    }

    /** The same with another role. */
    public Member assigned(HeldRole other) {
        return changed(status, other, joinedAt, externalId, statusChangedAt);
    }

    private Member changed(
            MembershipStatus toStatus,
            @Nullable HeldRole toRole,
            @Nullable Instant joined,
            @Nullable String external,
            Instant at) {
        return new Member(
                organization,
                id,
                profile,
                emailVerified,
                toStatus,
                toRole,
                groups,
                home,
                managed,
                onboarding,
                blocked,
                twoFactor,
                createdAt,
                joined,
                lastSignInAt,
                at,
                external,
                invited,
                version + 1);
    }

    /** The role of a membership, with its name. */
    public record HeldRole(RoleId id, String key, String name) {}

    /** A group, with the roles that it carries. */
    public record HeldGroup(GroupId id, String name, Set<RoleId> roles) {
        public HeldGroup {
            roles = Set.copyOf(roles);
        }
    }

    /**
     * The invitation of a user who has not accepted it.
     *
     * @param expiresAt the last moment at which it can be accepted; null once it was declined
     * @param by the sender's name, or null if they are gone or it was Roster itself
     */
    public record Invited(
            Instant sentAt,
            @Nullable Instant expiresAt,
            @Nullable String by) {
        boolean isExpired(Instant now) {
            return expiresAt != null && now.isAfter(expiresAt);
        }
    }

    /** The address as the person spells it; null if they sign in by username only. */
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

    /** An IANA name; null for the time zone of the organization. */
    public @Nullable String timeZone() {
        return profile.timeZone();
    }

    /** All roles held here: the membership's, and those that groups carry. */
    public Set<RoleId> roles() {
        var roles = groups.stream().flatMap(group -> group.roles().stream()).collect(Collectors.toSet());
        if (role != null) {
            roles.add(role.id());
        }
        return roles;
    }

    /** Whether there is an invitation that can be accepted now. */
    public boolean isPending(Instant now) {
        return status == MembershipStatus.INVITED && !isInvitationExpired(now);
    }

    /** Whether nobody has had the account yet: no password was ever set, and no emailed link opened. */
    public boolean isUnclaimed() {
        return status == MembershipStatus.PENDING && joinedAt == null && !emailVerified;
    }

    /** Whether they joined through a copied invitation link and have not yet proven the address. */
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

    /** Whether there is an invitation that can no longer be accepted: computed from its expiry, never stored. */
    public boolean isInvitationExpired(Instant now) {
        return status == MembershipStatus.INVITED && invited != null && invited.isExpired(now);
    }

    /** The status that people see: the stored one, or {@code expired}, or {@code blocked}. */
    public String shownStatus(Instant now) {
        return blocked ? "blocked" : isInvitationExpired(now) ? ListStatus.EXPIRED.key() : status.key();
    }

    /** The email address or, without one, the username: what the person signs in with. */
    public String signInName() {
        return profile.signInName();
    }

    /** Whether this is their address, in any spelling. */
    public boolean hasEmail(EmailAddress other) {
        return profile.email() != null && profile.email().key().equals(other.key());
    }

    /** Everything that names them, and that a password must not be made of. */
    public List<String> personal() {
        return PasswordRules.personal(email(), username(), displayName(), firstName(), lastName());
    }

    /** What must be typed to confirm their erasure: the username or, without one, the address. */
    public String confirmation() {
        return profile.username() != null ? profile.username() : signInName();
    }

    /** Up to two letters for the avatar. */
    public String initials() {
        return Initials.of(displayName());
    }
}
