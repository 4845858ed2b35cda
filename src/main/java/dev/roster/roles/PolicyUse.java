package dev.roster.roles;

import dev.roster.organization.Policy;
import dev.roster.role.Role;

/** What the policy needs a role for. */
enum PolicyUse {
    NONE(0),
    /** New users have it where no other is chosen. */
    DEFAULT(1),
    /** The first user has it. */
    FIRST(2);

    private final int sentence;

    PolicyUse(int sentence) {
        this.sentence = sentence;
    }

    /** Which sentence says so: a number, because it stands in a message's choice. */
    int sentence() {
        return sentence;
    }

    static PolicyUse of(Policy policy, Role role) {
        if (role.key().equals(policy.defaultRole())) {
            return DEFAULT;
        }
        return role.key().equals(policy.firstRole()) ? FIRST : NONE;
    }
}
