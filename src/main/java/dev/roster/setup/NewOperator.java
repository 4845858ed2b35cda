package dev.roster.setup;

/**
 * The input for the first operator, as typed.
 *
 * @param locale the tag of a language that Roster supports
 */
record NewOperator(String name, String email, String password, String locale) {
    @Override
    public String toString() {
        return "NewOperator[email=" + email + "]"; // never the password
    }
}
