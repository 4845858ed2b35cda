package dev.roster.password;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A password hash that another system made. It verifies until its owner signs in, and is hashed anew then.
 *
 * <p>Anybody on the internet can have a hash verified, and somebody could bring some that take minutes or all of the memory: a
 * hash that costs too much is none.
 */
sealed interface ForeignHash permits Argon2Hash, BcryptHash, Pbkdf2Hash, ScryptHash {
    int LONGEST = 512;

    /** How much longer than one of ours a hash may take. */
    double MOST_TIMES_OURS = 4;

    long MOST_BYTES = 64L * 1024 * 1024;

    /** What ours takes on the machine on which the times of the others were measured. */
    double OURS_MILLIS = 27;

    /** How long it takes on that machine, reckoned from its parameters; on another all take longer or shorter alike. */
    double millis();

    /** How much memory it takes. */
    long bytes();

    private boolean isBearable() {
        return millis() <= MOST_TIMES_OURS * OURS_MILLIS && bytes() <= MOST_BYTES;
    }

    /** Whether it is of this password, as its owner types it. */
    boolean matches(String password);

    /** Reads a hash in one of the forms in docs/api/imports.md, or nothing from anything else. */
    static Optional<ForeignHash> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        return Stream.<Optional<? extends ForeignHash>>of(
                        Argon2Hash.read(text), BcryptHash.read(text), Pbkdf2Hash.read(text), ScryptHash.read(text))
                .<ForeignHash>flatMap(Optional::stream)
                .filter(ForeignHash::isBearable)
                .findFirst();
    }
}
