package dev.roster.company;

import dev.roster.shared.Problem;

/** What can go wrong with linked companies and grants. */
public enum CompanyProblem implements Problem {
    /** Only users who manage a company themselves may grant it. */
    COMPANY_NOT_GRANTED("company-not-granted", 403),
    /** Only an organization's own users decide about its companies. */
    ONLY_FROM_WITHIN("only-from-within", 403),
    ONLY_THE_OPERATOR_LINKS("only-the-operator-links", 403),
    HAS_NOT_JOINED("has-not-joined", 409),
    CANNOT_MANAGE_COMPANIES("cannot-manage-companies", 409),
    NO_SUCH_ROLE_THERE("no-such-role-there", 409),
    COMPANIES_NOT_OFFERED("companies-not-offered", 409),
    NO_ADMINISTRATOR_THERE("no-administrator-there", 409);

    private final String code;
    private final int status;

    CompanyProblem(String code, int status) {
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
