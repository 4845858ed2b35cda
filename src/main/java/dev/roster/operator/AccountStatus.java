package dev.roster.operator;

import dev.roster.membership.MembershipStatus;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A person's status across all organizations: computed from their memberships, never stored. */
public enum AccountStatus {
    BLOCKED,
    ACTIVE,
    PENDING,
    INACTIVE,
    DELETED,
    INVITED,
    DECLINED,
    /** Removed everywhere. */
    DISABLED;

    /** The statuses that decide, in order of precedence. */
    private static final List<AccountStatus> OF_MEMBERSHIPS =
            List.of(ACTIVE, PENDING, INACTIVE, DELETED, INVITED, DECLINED);

    static AccountStatus of(boolean blocked, boolean operator, Set<MembershipStatus> memberships) {
        if (blocked) {
            return BLOCKED;
        }
        return operator
                ? ACTIVE
                : OF_MEMBERSHIPS.stream()
                        .filter(status -> memberships.contains(MembershipStatus.valueOf(status.name())))
                        .findFirst()
                        .orElse(DISABLED);
    }

    /** As spelled in the API. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
