package dev.roster.roles;

import dev.roster.organization.Policy;
import dev.roster.role.Role;

/** What the policy needs a role for. */
enum PolicyUse {
    NONE,
    /** New users have it where no other is chosen. */
    DEFAULT,
    /** The first user has it. */
    FIRST;

    static PolicyUse of(Policy policy, Role role) {
        if (role.key().equals(policy.defaultRole())) {
            return DEFAULT;
        }
        return role.key().equals(policy.firstRole()) ? FIRST : NONE;
    }
}
