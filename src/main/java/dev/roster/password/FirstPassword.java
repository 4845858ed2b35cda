package dev.roster.password;

/**
 * The password that somebody new begins with.
 *
 * @param mustChange whether they choose another one when they first sign in
 */
public record FirstPassword(HashedPassword hashed, SetBy setBy, boolean mustChange) {
    /** Chosen by its person. */
    public static FirstPassword own(HashedPassword hashed) {
        return new FirstPassword(hashed, SetBy.OWNER, false);
    }

    /** Chosen by others, or brought by an import. */
    public static FirstPassword given(HashedPassword hashed, boolean mustChange) {
        return new FirstPassword(hashed, SetBy.OTHERS, mustChange);
    }

    @Override
    public String toString() {
        return "FirstPassword[" + setBy + "]"; // never the hash
    }
}
