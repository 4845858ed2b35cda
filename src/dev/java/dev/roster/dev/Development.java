package dev.roster.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Runs Roster from its sources for {@code bin/dev}: compiles and starts it, and repeats that whenever one of them changes. The
 * compiler stays warm and only looks for errors; Error Prone runs in a full build.
 */
@NullMarked
final class Development {
    private static final Path JAVA = Path.of("src", "main", "java");
    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final Path TEMPLATES = Path.of("src", "main", "jte");
    private static final Path MODELS = Path.of("target", "generated-sources", "jte", "dev", "roster", "templates");
    private static final Path STAND_IN = Path.of("src", "dev", "java", "dev", "roster", "templates");
    private static final Path BUILT = Path.of("target", "dev");
    private static final long GLANCE_MILLIS = 300;

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final String libraries;
    private final List<String> flags;
    private @Nullable Process server;
    private boolean ending;
    private int builds;

    private Development(String libraries, List<String> flags) {
        this.libraries = libraries;
        this.flags = flags;
    }

    public static void main(String[] flags) throws IOException, InterruptedException {
        var libraries = Files.readString(BUILT.resolve("classpath")).strip();
        var development = new Development(libraries, List.of(flags));
        Runtime.getRuntime().addShutdownHook(new Thread(development::end));
        development.run();
    }

    private void run() throws IOException, InterruptedException {
        Map<Path, Long> built = Map.of();
        var parameters = parameters();
        while (true) {
            var found = sources();
            if (!found.equals(built)) {
                built = found;
                build();
            }
            var wanted = parameters();
            if (!wanted.equals(parameters)) {
                parameters = wanted;
                if (succeeds("mvn", "-q", "-B", "generate-sources")) {
                    build();
                }
            }
            Thread.sleep(GLANCE_MILLIS);
        }
    }

    /** If something does not compile, the previous version keeps running. */
    private void build() throws IOException {
        long start = System.nanoTime();
        var classes = BUILT.resolve("classes-" + builds++ % 2);
        if (compile(classes)) {
            System.out.printf("Compiled in %.1f s.%n", (System.nanoTime() - start) / 1e9);
            restart(classes);
        }
    }

    private boolean compile(Path classes) throws IOException {
        delete(classes);
        Files.createDirectories(classes);
        var sources = new ArrayList<>(files(JAVA, ".java"));
        sources.addAll(files(STAND_IN, ".java"));
        sources.add(MODELS.resolve("Templates.java"));
        sources.add(MODELS.resolve("DynamicTemplates.java"));
        var options = List.of("-proc:none", "-parameters", "-nowarn", "-g", "-cp", libraries, "-d", classes.toString());
        try (var manager = compiler.getStandardFileManager(null, null, UTF_8)) {
            return compiler.getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
    }

    private synchronized void restart(Path classes) throws IOException {
        stop();
        if (ending) {
            return;
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                Stream.of(classes.toString(), RESOURCES.toString(), libraries)
                        .collect(Collectors.joining(File.pathSeparator)),
                "dev.roster.RosterApplication"));
        command.addAll(flags);
        server = new ProcessBuilder(command).inheritIO().start();
    }

    private synchronized void end() {
        ending = true;
        stop();
    }

    /** With a signal that lets it finish its work, and stop its database. */
    private void stop() {
        if (server != null) {
            server.destroy();
            try {
                if (!server.waitFor(20, TimeUnit.SECONDS)) {
                    server.destroyForcibly();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What restarts the server when it changes: everything but the templates. */
    private static Map<Path, Long> sources() throws IOException {
        var found = new TreeMap<Path, Long>();
        for (var folder : List.of(JAVA, RESOURCES)) {
            for (var file : files(folder, "")) {
                found.put(file, Files.getLastModifiedTime(file).toMillis());
            }
        }
        return found;
    }

    /** The parameters of the templates. Java code calls methods generated from them. */
    private static Map<Path, String> parameters() throws IOException {
        var found = new TreeMap<Path, String>();
        for (var file : files(TEMPLATES, ".jte")) {
            found.put(
                    file,
                    Files.readString(file)
                            .lines()
                            .filter(line -> line.startsWith("@param") || line.startsWith("@import"))
                            .collect(Collectors.joining("\n")));
        }
        return found;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
