package dev.roster.health;

import dev.roster.installation.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The disk with the embedded PostgreSQL's data. With an external PostgreSQL, the disk is not this machine's. */
@Component
class Disk {
    private static final long MEGA = 1_000_000;

    /** PostgreSQL needs a segment of its log, 16 MB, to go on writing. */
    private static final long FULL_BELOW = 64 * MEGA;

    private static final long LOW_BELOW = 1_000 * MEGA;

    private final Supplier<OptionalLong> space;

    @Autowired
    Disk(Settings settings) {
        this(() -> settings.databaseUrl() == null ? usable(settings) : OptionalLong.empty());
    }

    Disk(Supplier<OptionalLong> space) {
        this.space = space;
    }

    /** The bytes that are left; empty if the data is elsewhere. */
    OptionalLong free() {
        return space.get();
    }

    /** Whether nothing can be written any more, or soon cannot. */
    boolean isFull() {
        return isBelow(FULL_BELOW);
    }

    boolean isLow() {
        return isBelow(LOW_BELOW);
    }

    private boolean isBelow(long bytes) {
        var free = free();
        return free.isPresent() && free.getAsLong() < bytes;
    }

    private static OptionalLong usable(Settings settings) {
        try {
            return OptionalLong.of(Files.getFileStore(settings.dataDir()).getUsableSpace());
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }
}
