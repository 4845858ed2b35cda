package dev.roster.membership;

import dev.roster.organization.Onboarding;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a user stands in an organization. Together with {@link Transition} this is the whole state chart. */
public enum MembershipStatus {
    /** An invitation is out. Whether it has expired is told from its link's time, never stored. */
    INVITED,
    DECLINED,
    /** The account is made, no password set yet. */
    PENDING,
    ACTIVE,
    /** Deactivated: role, groups and password are kept. */
    INACTIVE,
    /** Soft-deleted: the password is gone; can be restored. */
    DELETED,
    /** No longer in this organization; lives on elsewhere. */
    REMOVED,
    /** Personal data gone for good. */
    ERASED;

    /** What the list of users shows; the deleted have a tab of their own. */
    public static final Set<MembershipStatus> LISTED = EnumSet.of(INVITED, DECLINED, PENDING, ACTIVE, INACTIVE);

    /** As the API spells it and the database stores it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a new user is at first. */
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
