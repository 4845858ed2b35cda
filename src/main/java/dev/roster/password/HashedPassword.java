package dev.roster.password;

/** A password after hashing; nothing turns it back, and only this package makes or reads one. */
public final class HashedPassword {
    private final String phc;

    HashedPassword(String phc) {
        this.phc = phc;
    }

    /** The PHC string: algorithm, parameters, salt and hash. */
    String phc() {
        return phc;
    }

    /** Says nothing: hashes have no place in a log. */
    @Override
    public String toString() {
        return "[hashed]";
    }
}
