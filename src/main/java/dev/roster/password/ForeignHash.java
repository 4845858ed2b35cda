package dev.roster.password;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A password hash that another system made. It verifies until its owner signs in, and is hashed anew then.
 *
 * <p>Whoever brings hashes could bring some that take minutes or all of the memory: each kind has bounds, and a hash beyond
 * them is none.
 */
sealed interface ForeignHash permits Argon2Hash, BcryptHash, Pbkdf2Hash, ScryptHash {
    int LONGEST = 512;

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
                .findFirst();
    }
}
