package dev.roster.password;

import dev.roster.password.HashingThreads.Asker;
import dev.roster.shared.Bounds;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Hashes and verifies with Argon2id, using the minimum parameters that OWASP recommends.
 *
 * <p>Hashes of other systems take other times than ours, and an unknown address takes as long as ours: so a refusal is delayed
 * until the costliest one could have been verified and rehashed. That is estimated from what ours currently takes on this
 * machine.
 */
@Component
class PasswordHasher {
    static final int MEMORY_KIB = 19 * 1024;
    static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final String OURS = "$argon2id$v=19$m=%d,t=%d,p=%d$".formatted(MEMORY_KIB, PASSES, LANES);

    /** The time assumed for ours until it has been measured. */
    private static final double FIRST_GUESS = Duration.ofMillis(30).toNanos();

    /** The weight of one measurement in the running estimate, so that a slow moment changes little. */
    private static final double WEIGHT_OF_ONE = 1.0 / 16;

    private static final double LONGEST_WAIT = Duration.ofSeconds(1).toNanos();

    private final Argon2PasswordEncoder argon2 =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES);
    private final HashedPassword nobodys = nobodys();
    private final HashingThreads threads;
    private volatile double oursTakes = FIRST_GUESS;

    PasswordHasher(HashingThreads threads) {
        this.threads = threads;
    }

    /**
     * The result of a verification.
     *
     * @param upgraded the same password hashed with today's parameters; null if it was wrong, or its hash is up to date
     */
    record Verified(PasswordCheck check, @Nullable HashedPassword upgraded) {
        static final Verified UNHASHED = new Verified(PasswordCheck.wrongAtOnce(), null);
    }

    /** @throws IllegalArgumentException if it is longer than any rule allows: rules must be checked before */
    HashedPassword hash(String password) {
        if (isTooLong(password)) {
            throw new IllegalArgumentException("longer than " + Bounds.PASSWORD + " characters");
        }
        return inTurn(Asker.KNOWN, () -> encode(password));
    }

    Verified verify(Asker asker, HashedPassword hashed, String password) {
        return isTooLong(password) ? Verified.UNHASHED : inTurn(asker, () -> look(hashed, password));
    }

    /** Takes as long as {@link #verify} and is always false: for unknown people. */
    PasswordCheck verifyNothing(Asker asker, String password) {
        return verify(asker, nobodys, password).check();
    }

    private Verified look(HashedPassword hashed, String password) {
        long start = System.nanoTime();
        if (isOurs(hashed)) {
            boolean right = measured(() -> argon2.matches(composed(password), hashed.phc()));
            return new Verified(check(right, start), null);
        }
        var foreign = ForeignHash.read(hashed.phc());
        if (foreign.isEmpty()) {
            return look(nobodys, password); // imported when costlier hashes were accepted: it opens nothing
        }
        boolean right = matchesAsTyped(foreign.get(), password);
        return new Verified(check(right, start), right ? encode(password) : null);
    }

    private PasswordCheck check(boolean right, long start) {
        double atMost = Math.min(LONGEST_WAIT, oursTakes * (ForeignHash.MOST_TIMES_OURS + 1));
        return new PasswordCheck(right, start + (long) atMost);
    }

    /** Most other systems hash what was typed, byte for byte; some compose it first. */
    private static boolean matchesAsTyped(ForeignHash foreign, String password) {
        return foreign.matches(password)
                || (!Normalizer.isNormalized(password, Normalizer.Form.NFC) && foreign.matches(composed(password)));
    }

    private HashedPassword encode(String password) {
        return new HashedPassword(measured(() -> argon2.encode(composed(password))));
    }

    private <T> T measured(Supplier<T> ours) {
        long start = System.nanoTime();
        var result = ours.get();
        long took = System.nanoTime() - start;
        oursTakes += (took - oursTakes) * WEIGHT_OF_ONE;
        return result;
    }

    private static boolean isOurs(HashedPassword hashed) {
        return hashed.phc().startsWith(OURS);
    }

    /** Salt and hash are random bytes: it costs as much as a real one, and no password matches it. */
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
        if (password.length() > 16 * Bounds.PASSWORD) {
            return true;
        }
        var composed = composed(password);
        return composed.codePointCount(0, composed.length()) > Bounds.PASSWORD;
    }

    private static String composed(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private <T> T inTurn(Asker asker, Supplier<T> hashing) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "a password is hashed before the transaction: waiting would hold its connection");
        }
        return threads.inTurn(asker, hashing);
    }
}
