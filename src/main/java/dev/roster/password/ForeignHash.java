package dev.roster.password;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A password hash that another system created. It is used until its owner signs in, and is then replaced by one of ours.
 *
 * <p>Anyone on the internet can trigger the verification of a hash, and an import could contain some that take minutes or all
 * memory: a hash that costs too much is rejected.
 */
sealed interface ForeignHash permits Argon2Hash, BcryptHash, FirebaseHash, Pbkdf2Hash, ScryptHash {
    int LONGEST = 512;

    /** How many times longer than one of ours a hash may take. */
    double MOST_TIMES_OURS = 4;

    long MOST_BYTES = 64L * 1024 * 1024;

    /** How long ours takes on the machine on which the others were measured. */
    double OURS_MILLIS = 27;

    /** How long it takes on that machine, estimated from its parameters; on another machine, all scale alike. */
    double millis();

    /** The memory it takes. */
    long bytes();

    private boolean isBearable() {
        return millis() <= MOST_TIMES_OURS * OURS_MILLIS && bytes() <= MOST_BYTES;
    }

    /** Whether it matches this password, as typed. */
    boolean matches(String password);

    /** Reads a hash in one of the formats in docs/api/imports.md; empty for anything else. */
    static Optional<ForeignHash> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        return Stream.<Optional<? extends ForeignHash>>of(
                        Argon2Hash.read(text),
                        BcryptHash.read(text),
                        FirebaseHash.read(text),
                        Pbkdf2Hash.read(text),
                        ScryptHash.read(text))
                .<ForeignHash>flatMap(Optional::stream)
                .filter(ForeignHash::isBearable)
                .findFirst();
    }
}
