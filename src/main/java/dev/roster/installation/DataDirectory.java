package dev.roster.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The directory with all of this installation's data, locked by one process at a time. */
final class DataDirectory implements AutoCloseable {
    private final FileChannel lockFile;

    private DataDirectory(FileChannel lockFile) {
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
        try (var lockFile = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return tryLock(lockFile) == null;
        } catch (IOException e) {
            throw new StartRefusedException("The data directory %s cannot be written to.".formatted(directory), e);
        }
    }

    /** Locks the directory until closed; the operating system releases the lock when this process dies, however it dies. */
    static DataDirectory hold(Path directory) {
        create(directory);
        try {
            var lockFile =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(lockFile) == null) {
                lockFile.close();
                throw new StartRefusedException(
                        "Roster is already running on the data directory %s. Stop it first, or choose another"
                                        .formatted(directory)
                                + " directory with --data-dir.");
            }
            return new DataDirectory(lockFile);
        } catch (IOException e) {
            throw new StartRefusedException("The data directory %s cannot be written to.".formatted(directory), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
