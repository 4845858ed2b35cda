package dev.roster.person;

/**
 * Something that is done to an account, or by its person.
 *
 * @param actor which administrator; of no meaning where the person does it
 * @param organization where
 * @param person to whom, or by whom
 */
record AccountDeed(Kind kind, int actor, int organization, int person) {

    /** What is done. */
    enum Kind {
        CREATE,
        INVITE,
        GENERATE_PASSWORD,
        CHANGE_ADDRESS,
        EDIT_PROFILE,
        ERASE,
        DELETE,
        REMOVE,
        JOIN,
        RESET_PASSWORD,
        GIVE,
        TAKE_BACK;

        boolean isByPerson() {
            return ordinal() >= JOIN.ordinal();
        }
    }
}
