package dev.roster.password;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes and verifies with Argon2id, with the least parameters that OWASP recommends.
 *
 * <p>A hash takes 19 MiB and some tens of milliseconds of a processor that a virtual thread does not give back meanwhile.
 * So no more run at once than there are processors; others wait in turn, without holding a carrier thread.
 */
@Component
class PasswordHasher {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final String OURS = "$argon2id$v=19$m=%d,t=%d,p=%d$".formatted(MEMORY_KIB, PASSES, LANES);

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final HashedPassword nobodys = nobodys();

    /** @throws IllegalArgumentException where it is longer than any rule allows: rules are to be checked before */
    HashedPassword hash(String password) {
        if (isTooLong(password)) {
            throw new IllegalArgumentException("longer than " + PasswordRule.LONGEST + " characters");
        }
        return new HashedPassword(inTurn(() -> argon2.encode(composed(password))));
    }

    boolean verify(HashedPassword hashed, String password) {
        if (isTooLong(password)) {
            return false;
        }
        return isOurs(hashed)
                ? inTurn(() -> argon2.matches(composed(password), hashed.phc()))
                : ForeignHash.read(hashed.phc())
                        .filter(foreign -> inTurn(() -> matchesAsTyped(foreign, password)))
                        .isPresent();
    }

    /** Other systems mostly hash what was typed, byte for byte; some compose it first. */
    private static boolean matchesAsTyped(ForeignHash foreign, String password) {
        return foreign.matches(password)
                || (!Normalizer.isNormalized(password, Normalizer.Form.NFC) && foreign.matches(composed(password)));
    }

    /** Takes as long as {@link #verify} and is always false: for people whom nobody knows. */
    boolean verifyNothing(String password) {
        var _ = verify(nobodys, password);
        return false;
    }

    /** Whether it was made by another system, or with other parameters than today's. */
    boolean needsUpgrade(HashedPassword hashed) {
        return !isOurs(hashed);
    }

    private static boolean isOurs(HashedPassword hashed) {
        return hashed.phc().startsWith(OURS);
    }

    /** Salt and hash are random bytes: it costs what a real one costs, and no password fits it. */
    private static HashedPassword nobodys() {
        return new HashedPassword(OURS + randomBytes(SALT_BYTES) + "$" + randomBytes(HASH_BYTES));
    }

    private static String randomBytes(int count) {
        var bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static boolean isTooLong(String password) {
        // Normalising costs time, too: no composed form is this much shorter.
        if (password.length() > 16 * PasswordRule.LONGEST) {
            return true;
        }
        var composed = composed(password);
        return composed.codePointCount(0, composed.length()) > PasswordRule.LONGEST;
    }

    private static String composed(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private <T> T inTurn(Supplier<T> hashing) {
        turns.acquireUninterruptibly();
        try {
            return hashing.get();
        } finally {
            turns.release();
        }
    }
}
