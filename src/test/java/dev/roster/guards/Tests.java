package dev.roster.guards;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** The tests of the product, by the names used in the list of guards. */
final class Tests {
    private static final Path SOURCES = Path.of("src", "test", "java");
    private static final Map<String, String> NAMES = names();

    private Tests() {}

    /** The full name of a class, given its simple one. */
    static String className(String simpleName) {
        var name = NAMES.get(simpleName);
        if (name == null) {
            throw new IllegalArgumentException("there is no " + simpleName);
        }
        return name;
    }

    private static Map<String, String> names() {
        try (var files = Files.walk(SOURCES)) {
            return files.map(file -> SOURCES.relativize(file).toString())
                    .filter(file -> file.endsWith("Test.java"))
                    .map(file -> file.replace(".java", "").replace('/', '.'))
                    .collect(toMap(name -> name.substring(name.lastIndexOf('.') + 1), name -> name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && !method.isSynthetic())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type.getSimpleName() + " has no " + name));
    }
}
