package dev.roster.guards;

import dev.roster.guards.Guard.TakenOut;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.extension.Extension;
import org.springframework.util.FileSystemUtils;

/** The product as it was at the start, compiled and in source: later changes have no effect here. */
record Copy(Path directory, String libraries) {
    private static final Path BUILT = Path.of("target");

    static Copy make(Path directory, String libraries) throws IOException {
        var copy = new Copy(directory, libraries);
        FileSystemUtils.copyRecursively(BUILT.resolve("classes"), copy.classes());
        FileSystemUtils.copyRecursively(BUILT.resolve("test-classes"), copy.tests());
        FileSystemUtils.copyRecursively(Guard.SOURCES, directory.resolve(Guard.SOURCES));
        var harness = Path.of(TestRun.class.getPackageName().replace('.', '/'));
        FileSystemUtils.copyRecursively(
                copy.tests().resolve(harness), copy.harness().resolve(harness));
        var services = Files.createDirectories(copy.harness().resolve("META-INF/services"));
        Files.writeString(services.resolve(Extension.class.getName()), Only.class.getName());
        Agent.writeJar(copy.agent());
        return copy;
    }

    /** With every guard in place. */
    Path classes() {
        return directory.resolve("classes");
    }

    Path tests() {
        return directory.resolve("test-classes");
    }

    /** What runs the tests but is not part of them. */
    Path harness() {
        return directory.resolve("harness");
    }

    Path agent() {
        return directory.resolve("agent.jar");
    }

    /** The content of a file with this guard in place. */
    String source(Guard guard) throws IOException {
        return Files.readString(directory.resolve(guard.path()));
    }

    /**
     * Fills an empty folder with the files that differ without this guard.
     *
     * @return why it does not compile, if it does not
     */
    Optional<String> takeOut(Guard guard, TakenOut without, Path changed) throws IOException {
        Files.createDirectories(changed);
        if (!guard.isCode()) {
            var file = changed.resolve(guard.file());
            Files.createDirectories(file.getParent());
            Files.writeString(file, without.text());
            return Optional.empty();
        }
        var source = changed.resolveSibling(guard.path().getFileName());
        Files.writeString(source, without.text());
        var compiler = ToolProvider.getSystemJavaCompiler();
        var said = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of(
                    "-cp",
                    classes() + File.pathSeparator + libraries,
                    "-d",
                    changed.toString(),
                    "-proc:none",
                    "-parameters",
                    "-nowarn",
                    "-g");
            var done = compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            return done ? Optional.empty() : Optional.of(said.toString());
        }
    }

    /** The original classes of those that are changed here. */
    void putBack(Path changed, Path before) throws IOException {
        for (var file : files(changed)) {
            var there = before.resolve(changed.relativize(file));
            Files.createDirectories(there.getParent());
            Files.copy(classes().resolve(changed.relativize(file)), there);
        }
    }

    /** All the classes, with the changed ones replaced. */
    void merge(Path changed, Path whole) throws IOException {
        for (var file : files(classes())) {
            var there = whole.resolve(classes().relativize(file));
            Files.createDirectories(there.getParent());
            Files.createLink(there, file);
        }
        for (var file : files(changed)) {
            Files.copy(file, whole.resolve(changed.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }
}
