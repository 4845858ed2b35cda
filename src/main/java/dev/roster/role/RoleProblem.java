package dev.roster.role;

import dev.roster.shared.Problem;

/** What can go wrong with roles and with who may do what to whom. */
public enum RoleProblem implements Problem {
    /** The role is not one that the actor may hand out. */
    ROLE_NOT_GOVERNED("role-not-governed", 403),
    /** The person holds a role that the actor does not govern. */
    PERSON_NOT_GOVERNED("person-not-governed", 403),
    /** Nobody does this to themselves. */
    NOT_TO_ONESELF("not-to-oneself", 403),
    /** Somebody must remain who can administer the organization. */
    LAST_ADMINISTRATOR("last-administrator", 409),
    /** The same in another organization that the person is a guest of. */
    LAST_ADMINISTRATOR_ELSEWHERE("last-administrator-elsewhere", 409),
    /** The account belongs elsewhere too, or is its person's alone: only they change it. */
    ACCOUNT_NOT_YOURS("account-not-yours", 403),
    /** Somebody must remain who can run the installation. */
    LAST_OPERATOR("last-operator", 409),
    /** A role permits and governs no more than whoever saves it, and no more than every role that governs it. */
    WOULD_ESCALATE("would-escalate", 403),
    ROLE_KEY_TAKEN("role-key-taken", 409),
    /** Somebody or something still has the role. */
    ROLE_HELD("role-held", 409),
    /** The organization's policy names the role. */
    ROLE_IN_POLICY("role-in-policy", 409),
    TOO_MANY_ROLES("too-many-roles", 409);

    private final String code;
    private final int status;

    RoleProblem(String code, int status) {
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
