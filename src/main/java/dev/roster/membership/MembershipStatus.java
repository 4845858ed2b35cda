package dev.roster.membership;

import dev.roster.organization.Onboarding;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The status of a user in an organization. Together with {@link Transition} this is the complete state chart. */
public enum MembershipStatus {
    /** An invitation is pending. Whether it has expired is computed from its link's expiry, never stored. */
    INVITED,
    DECLINED,
    /** The account exists, but has no password yet. */
    PENDING,
    ACTIVE,
    /** Deactivated: role, groups and password are kept. */
    INACTIVE,
    /** Soft-deleted: the password is gone; can be restored. */
    DELETED,
    /** No longer in this organization, but the account lives on elsewhere. */
    REMOVED,
    /** Personal data is gone for good. */
    ERASED;

    /** The statuses shown in the list of users; deleted users have a tab of their own. */
    public static final Set<MembershipStatus> LISTED = EnumSet.of(INVITED, DECLINED, PENDING, ACTIVE, INACTIVE);

    /** As spelled in the API and stored in the database. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The initial status of a new user. */
    public static MembershipStatus first(Onboarding onboarding) {
        return switch (onboarding) {
            case INVITATION -> INVITED;
            case EMAIL_LINK -> PENDING;
            case GENERATED_PASSWORD, TYPED_PASSWORD -> ACTIVE;
        };
    }

    public boolean isListed() {
        return LISTED.contains(this);
    }

    public static Optional<MembershipStatus> find(String key) {
        return Arrays.stream(values()).filter(s -> s.key().equals(key)).findFirst();
    }
}
