package dev.roster.password;

/**
 * The initial password of a new user.
 *
 * @param mustChange whether they must choose a new one when they first sign in
 */
public record FirstPassword(HashedPassword hashed, SetBy setBy, boolean mustChange) {
    /** Chosen by the person. */
    public static FirstPassword own(HashedPassword hashed) {
        return new FirstPassword(hashed, SetBy.OWNER, false);
    }

    /** Chosen by others, or imported. */
    public static FirstPassword given(HashedPassword hashed, boolean mustChange) {
        return new FirstPassword(hashed, SetBy.OTHERS, mustChange);
    }

    @Override
    public String toString() {
        return "FirstPassword[" + setBy + "]"; // never the hash
    }
}
