package dev.roster.guards;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A piece of code without which someone could do, see, guess or exhaust what they must not.
 *
 * @param guard what it ensures
 * @param file its path, below {@code src/main/java/dev/roster} or {@code src/main/resources}
 * @param after the text that precedes it, if {@code out} is in the file more than once
 * @param out the text to remove; line breaks do not matter
 * @param in its replacement, if any
 * @param test the test that fails without it: {@code Class.method}
 * @param only for a test that generates many, words in the names of those that fail
 */
record Guard(
        String guard,
        String file,
        @Nullable String after,
        String out,
        @Nullable String in,
        String test,
        @Nullable String only) {
    static final Path SOURCES = Path.of("src", "main");

    private static final Path CODE = SOURCES.resolve("java/dev/roster");
    private static final Path RESOURCES = SOURCES.resolve("resources");

    /** The content of a file without this guard. */
    record TakenOut(String text) {}

    Path path() {
        return (file.endsWith(".java") ? CODE : RESOURCES).resolve(file);
    }

    boolean isCode() {
        return file.endsWith(".java");
    }

    String testClass() {
        return test.substring(0, test.indexOf('.'));
    }

    String testMethod() {
        return test.substring(test.indexOf('.') + 1);
    }

    /** How a table refers to the test. */
    String shownTest() {
        return "`%s`%s".formatted(test, only == null ? "" : " (" + only + ")");
    }

    /** The test with the full name of its class. */
    String nameOfTest() {
        return Tests.className(testClass()) + "." + testMethod();
    }

    /** @throws IllegalStateException if the text is missing, or not unique */
    TakenOut from(String source) {
        int start = after == null ? 0 : only(after, source, 0).end();
        var place = after == null ? only(out, source, 0) : first(out, source, start);
        return new TakenOut(
                source.substring(0, place.start()) + (in == null ? "" : in) + source.substring(place.end()));
    }

    private Matcher only(String text, String source, int start) {
        var found = first(text, source, start);
        if (pattern(text).matcher(source).find(found.end())) {
            throw new IllegalStateException("%s has this more than once: %s".formatted(file, text));
        }
        return found;
    }

    private Matcher first(String text, String source, int start) {
        var found = pattern(text).matcher(source);
        if (!found.find(start)) {
            throw new IllegalStateException("%s does not have: %s".formatted(file, text));
        }
        return found;
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(
                Arrays.stream(text.strip().split("\\s+")).map(Pattern::quote).collect(Collectors.joining("\\s+")));
    }
}
