package dev.roster.shared;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Makes and reads ids. */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Of the last id: the millisecond, and in 12 more bits how many came before it in that millisecond. */
    private static final AtomicLong LAST = new AtomicLong();

    private Ids() {}

    /**
     * A new UUIDv7 (RFC 9562, section 5.7): greater than all that this process made before, even where the clock was set
     * back, and unguessable in its last 62 bits.
     */
    public static UUID next() {
        long now = System.currentTimeMillis() << 12;
        long ordered = LAST.updateAndGet(last -> Math.max(now, last + 1));
        long versioned = ((ordered >>> 12) << 16) | 0x7000 | (ordered & 0xFFF);
        return new UUID(versioned, Long.MIN_VALUE | (RANDOM.nextLong() >>> 2));
    }

    /** Reads the canonical 36-character form only: what {@link UUID#fromString} lets pass besides is no id. */
    public static Optional<UUID> read(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
