package dev.roster.setup;

/**
 * What is asked of the first operator, as it was typed.
 *
 * @param locale the tag of a language that Roster speaks
 */
record NewOperator(String name, String email, String password, String locale) {
    @Override
    public String toString() {
        return "NewOperator[email=" + email + "]"; // never the password
    }
}
