package dev.roster.person;

/**
 * An action on an account, or by its person.
 *
 * @param actor the administrator; irrelevant if the person acts
 * @param organization where
 * @param person the person acted on, or acting
 */
record AccountDeed(Kind kind, int actor, int organization, int person) {

    /** The action. */
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
