package dev.roster.shared;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Creates and parses ids. */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Of the last id: the millisecond, and in 12 more bits the number of ids before it in that millisecond. */
    private static final AtomicLong LAST = new AtomicLong();

    private Ids() {}

    /**
     * A new UUIDv7 (RFC 9562, section 5.7): greater than all ids that this process created before, even if the clock was set
     * back, and unguessable in its last 62 bits.
     */
    public static UUID next() {
        long now = System.currentTimeMillis() << 12;
        long ordered = LAST.updateAndGet(last -> Math.max(now, last + 1));
        long versioned = ((ordered >>> 12) << 16) | 0x7000 | (ordered & 0xFFF);
        return new UUID(versioned, Long.MIN_VALUE | (RANDOM.nextLong() >>> 2));
    }

    /** Parses the canonical 36-character form only: other forms that {@link UUID#fromString} accepts are not ids. */
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
