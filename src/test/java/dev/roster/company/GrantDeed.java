package dev.roster.company;

/**
 * An attempted action; people, agencies and companies are numbers.
 *
 * @param actor one of the people, or {@link GrantModel#OPERATOR}
 * @param late whether the request began before everything else, with the rights the actor had then
 */
record GrantDeed(Kind kind, int actor, int agency, int target, int company, String role, boolean late) {
    enum Kind {
        GRANT,
        REVOKE,
        CHANGE_ROLE,
        DELETE,
        RESTORE,
        SET_PASSWORD,
        BLOCK,
        UNBLOCK,
        LINK,
        UNLINK,
        CREATE,
        /** A company of the company's own, created by the user who acts in it. */
        CREATE_INSIDE
    }

    static GrantDeed ofOperator(Kind kind, int target, int company) {
        return new GrantDeed(kind, GrantModel.OPERATOR, 0, target, company, "user", false);
    }

    GrantDeed at(int otherAgency, int otherTarget, int otherCompany) {
        return new GrantDeed(kind, actor, otherAgency, otherTarget, otherCompany, role, late);
    }
}
