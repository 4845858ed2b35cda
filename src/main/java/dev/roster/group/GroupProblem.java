package dev.roster.group;

import dev.roster.shared.Problem;

/** What can go wrong with groups. */
public enum GroupProblem implements Problem {
    GROUP_NAME_TAKEN("group-name-taken", 409),
    /** It still has members. */
    GROUP_HAS_MEMBERS("group-has-members", 409),
    /** The default group cannot be deleted. */
    GROUP_IS_DEFAULT("group-is-default", 409),
    /** The default group always carries every role. */
    GROUP_ROLES_FIXED("group-roles-fixed", 409),
    /** Every user here belongs to at least one group. */
    LAST_GROUP("last-group", 409);

    private final String code;
    private final int status;

    GroupProblem(String code, int status) {
        this.code = code;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }
}
