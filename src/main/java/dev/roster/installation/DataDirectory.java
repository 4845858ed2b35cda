package dev.roster.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The directory with all of this installation's data, locked by one process at a time. */
final class DataDirectory implements AutoCloseable {
    /**
     * Those that this process holds. Closing any channel of a file releases all locks of the process on it (POSIX, fcntl): a lock file that is
     * held here must not even be opened.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel lockFile;

    private DataDirectory(Path directory, FileChannel lockFile) {
        this.directory = directory;
        this.lockFile = lockFile;
    }

    static void create(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory.toAbsolutePath().getParent());
                Files.createDirectory(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new StartRefusedException("The data directory %s cannot be created.".formatted(directory), e);
        }
    }

    /** Whether a process holds the directory. */
    static boolean isHeld(Path directory) {
        var file = directory.resolve("lock");
        if (!Files.exists(file)) {
            return false;
        }
        try {
            return HELD_HERE.contains(directory.toRealPath()) || isLocked(file);
        } catch (IOException e) {
            throw new StartRefusedException("The data directory %s cannot be written to.".formatted(directory), e);
        }
    }

    private static boolean isLocked(Path file) throws IOException {
        try (var lockFile = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return lockFile.tryLock() == null;
        }
    }

    /** Locks the directory until closed; the operating system releases the lock when this process dies, however it dies. */
    static DataDirectory hold(Path directory) {
        create(directory);
        try {
            var path = directory.toRealPath();
            if (!HELD_HERE.add(path)) {
                throw alreadyRunning(directory);
            }
            return new DataDirectory(path, lock(path));
        } catch (IOException e) {
            throw new StartRefusedException("The data directory %s cannot be written to.".formatted(directory), e);
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        boolean locked = false;
        var lockFile = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            locked = lockFile.tryLock() != null;
            if (!locked) {
                throw alreadyRunning(directory);
            }
            return lockFile;
        } finally {
            if (!locked) {
                lockFile.close();
                HELD_HERE.remove(directory);
            }
        }
    }

    private static StartRefusedException alreadyRunning(Path directory) {
        return new StartRefusedException(
                "Roster is already running on the data directory %s. Stop it first, or choose another"
                                .formatted(directory)
                        + " directory with --data-dir.");
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD_HERE.remove(directory);
        }
    }
}
