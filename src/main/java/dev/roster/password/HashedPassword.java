package dev.roster.password;

/** A hashed password, which cannot be reversed; only this package creates or reads one. */
public final class HashedPassword {
    private final String phc;

    HashedPassword(String phc) {
        this.phc = phc;
    }

    /** The PHC string: algorithm, parameters, salt and hash. */
    String phc() {
        return phc;
    }

    /** Omits the hash: hashes must not be logged. */
    @Override
    public String toString() {
        return "[hashed]";
    }
}
