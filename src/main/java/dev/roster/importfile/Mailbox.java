package dev.roster.importfile;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A person as email programs write them, such as {@code Ada Byron <ada@example.com>} (RFC 5322, section 3.4).
 *
 * @param email the address, or whatever stands in its place
 * @param name null if there is none
 */
record Mailbox(@Nullable String email, @Nullable String name) {
    /** What could be an address in running text. */
    static final Pattern ADDRESS = Pattern.compile(
            "(?:(?i:mailto:))?([^\\s<>()\\[\\]\",;:]+@[^\\s<>()\\[\\]\",;:@]+\\.[^\\s<>()\\[\\]\",;:@.]+)");

    private static final Pattern PUNCTUATION =
            Pattern.compile("^[\\s\"'“”„‟«»<>()\\[\\]]+|[\\s\"'“”„‟«»<>()\\[\\]:]+$");
    private static final Pattern WORDS = Pattern.compile("[._+\\-]+");
    private static final Pattern QUERY = Pattern.compile("\\?[^@]*$");

    /** Reads a cell or a part of a list. What is in no such form is taken for the address. */
    static Mailbox read(@Nullable String typed) {
        if (typed == null) {
            return new Mailbox(null, null);
        }
        var found = ADDRESS.matcher(typed);
        if (!found.find()) {
            return new Mailbox(typed, null);
        }
        var email = QUERY.matcher(found.group(1)).replaceAll("");
        var rest = PUNCTUATION
                .matcher((typed.substring(0, found.start()) + " " + typed.substring(found.end())).strip())
                .replaceAll("");
        // Anything but a name around it, such as another address, leaves the text as it is, to be refused.
        return rest.contains("@") || (!typed.contains("<") && !typed.contains("(") && !isPlain(typed, found.group()))
                ? new Mailbox(typed, null)
                : new Mailbox(email, rest.isBlank() ? null : rest);
    }

    private static boolean isPlain(String typed, String address) {
        return typed.strip().equals(address);
    }

    /** The name or, without one, what the part before the {@code @} suggests: {@code ada.byron@…} is Ada Byron. */
    @Nullable String nameOrGuess() {
        if (name != null || email == null || email.indexOf('@') < 1) {
            return name;
        }
        var local = email.substring(0, email.lastIndexOf('@'));
        int tag = local.indexOf('+');
        return Arrays.stream(WORDS.split(tag > 0 ? local.substring(0, tag) : local))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" "));
    }
}
