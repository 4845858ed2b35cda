package dev.roster.role;

import dev.roster.shared.Problem;

/** What can go wrong with roles and rights. */
public enum RoleProblem implements Problem {
    /** The actor may not hand out the role. */
    ROLE_NOT_GOVERNED("role-not-governed", 403),
    /** The person holds a role that the actor does not govern. */
    PERSON_NOT_GOVERNED("person-not-governed", 403),
    /** No one may do this to themselves. */
    NOT_TO_ONESELF("not-to-oneself", 403),
    /** The organization must keep an administrator. */
    LAST_ADMINISTRATOR("last-administrator", 409),
    /** The same in another organization that the person is a guest of. */
    LAST_ADMINISTRATOR_ELSEWHERE("last-administrator-elsewhere", 409),
    /** The account is also used elsewhere, or belongs to its person only: only they change it. */
    ACCOUNT_NOT_YOURS("account-not-yours", 403),
    /** Someone must remain who can run the installation. */
    LAST_OPERATOR("last-operator", 409),
    /** A role permits and governs no more than its editor, and no more than every role that governs it. */
    WOULD_ESCALATE("would-escalate", 403),
    ROLE_KEY_TAKEN("role-key-taken", 409),
    /** A user, group or token still has the role. */
    ROLE_HELD("role-held", 409),
    /** The organization's policy refers to the role. */
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
