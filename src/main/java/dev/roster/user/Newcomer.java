package dev.roster.user;

import dev.roster.group.Group;
import dev.roster.organization.Onboarding;
import dev.roster.password.HashedPassword;
import dev.roster.role.Role;
import dev.roster.shared.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody new from another system, checked, with the id that they get. */
record Newcomer(
        UserId id,
        Profile profile,
        MembershipStatus status,
        @Nullable Role role,
        List<Group> groups,
        @Nullable String externalId,
        @Nullable HashedPassword hashed) {

    /** How they get, or got, their password. */
    Onboarding onboarding() {
        return switch (status) {
            case INVITED -> Onboarding.INVITATION;
            case PENDING -> Onboarding.EMAIL_LINK;
            default -> Onboarding.TYPED_PASSWORD;
        };
    }

    @Override
    public String toString() {
        return "Newcomer[" + id + "]"; // never the hash
    }
}
