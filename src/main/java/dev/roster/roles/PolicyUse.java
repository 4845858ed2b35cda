package dev.roster.roles;

import dev.roster.organization.Policy;
import dev.roster.role.Role;

/** What the policy uses a role for. */
enum PolicyUse {
    NONE(0),
    /** New users get it by default. */
    DEFAULT(1),
    /** The first user gets it. */
    FIRST(2),
    /** Those who have it need a second factor. */
    SECOND_FACTOR(3);

    private final int sentence;

    PolicyUse(int sentence) {
        this.sentence = sentence;
    }

    /** The number that selects the sentence in the message's choice format. */
    int sentence() {
        return sentence;
    }

    static PolicyUse of(Policy policy, Role role) {
        if (role.key().equals(policy.defaultRole())) {
            return DEFAULT;
        }
        if (role.key().equals(policy.firstRole())) {
            return FIRST;
        }
        return policy.secondFactor().names(role.key()) ? SECOND_FACTOR : NONE;
    }
}
