package dev.roster.user;

import dev.roster.organization.Onboarding;
import dev.roster.password.PasswordRules;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import dev.roster.shared.UserId;
import dev.roster.web.Initials;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user as one organization sees them: the person and their membership.
 *
 * @param email as the person writes it; null where they sign in by user name alone
 * @param role the role of the membership, or null where groups carry the roles
 * @param home whether the account was created here, so that this organization owns the profile
 * @param version grows with each change of the person or the membership
 */
public record Member(
        OrganizationId organization,
        UserId id,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String username,
        @Nullable String firstName,
        @Nullable String lastName,
        String displayName,
        @Nullable Phone phone,
        String locale,
        MembershipStatus status,
        @Nullable HeldRole role,
        boolean home,
        Onboarding onboarding,
        boolean blocked,
        Instant createdAt,
        @Nullable Instant joinedAt,
        @Nullable Instant lastSignInAt,
        long version) {

    /** The role of a membership, with what it is called. */
    public record HeldRole(RoleId id, String key, String name) {}

    /** @param countryCode with its plus sign (ITU-T E.164); the number as it is written in that country */
    public record Phone(String countryCode, String number) {}

    /** The e-mail address or, without one, the user name: what the person signs in with. */
    public String signInName() {
        return email != null ? email : username != null ? username : "";
    }

    /** Whether this is their address, however it is spelled. */
    boolean hasEmail(EmailAddress other) {
        return email != null && EmailAddress.read(email).map(EmailAddress::key).equals(Optional.of(other.key()));
    }

    /** Whatever names them: what a password must not be made of. */
    List<String> personal() {
        return PasswordRules.personal(email, username, displayName, firstName, lastName);
    }

    /** What is typed to confirm that they are to be erased: the user name or, without one, the address. */
    public String confirmation() {
        return username != null ? username : signInName();
    }

    /** Up to two letters for the avatar. */
    public String initials() {
        return Initials.of(displayName);
    }
}
