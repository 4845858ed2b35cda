package dev.roster.shared;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.Optional;
import java.util.UUID;

/** Makes and reads ids. */
public final class Ids {
    private Ids() {}

    /** A new UUIDv7: ordered by time to the millisecond, unguessable in its last 62 bits. */
    public static UUID next() {
        return UuidCreator.getTimeOrderedEpochPlus1();
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
