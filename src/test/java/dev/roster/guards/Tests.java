package dev.roster.guards;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The tests of the product, by the names that the list of guards has for them. */
final class Tests {
    private static final Path SOURCES = Path.of("src", "test", "java");

    private Tests() {}

    /** The full name of a class, from its simple one. */
    static String className(String simpleName) throws IOException {
        try (var files = Files.walk(SOURCES)) {
            var file = files.filter(path -> path.endsWith(simpleName + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no " + simpleName));
            return SOURCES.relativize(file).toString().replace(".java", "").replace('/', '.');
        }
    }

    static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && !method.isSynthetic())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type.getSimpleName() + " has no " + name));
    }
}
