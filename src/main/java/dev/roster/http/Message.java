package dev.roster.http;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A text with placeholders. {@link MessageFormat} must be copied each time and is slow, and a list formats a text in each row:
 * if words are inserted, they are inserted here, and the text for a small number is kept.
 */
final class Message {
    private static final int SMALL = 100;

    /** Private characters that stand for the placeholders. */
    private static final char FIRST = '\uE000';

    private final MessageFormat format;
    private final int placeholders;
    private final @Nullable String template;
    private final Map<Number, String> counted = new ConcurrentHashMap<>();

    Message(MessageFormat format) {
        this.format = format;
        this.placeholders = format.getFormatsByArgumentIndex().length;
        boolean insertsOnly = Arrays.stream(format.getFormats()).allMatch(Objects::isNull);
        this.template = insertsOnly
                ? format.format(IntStream.range(0, placeholders)
                        .mapToObj(place -> Character.toString(FIRST + place))
                        .toArray())
                : null;
    }

    String with(Object... arguments) {
        if (template != null && arguments.length >= placeholders && areWords(arguments)) {
            return inserted(template, arguments);
        }
        if (arguments.length == 1 && isSmall(arguments[0])) {
            return counted.computeIfAbsent((Number) arguments[0], this::formatted);
        }
        return formatted(arguments);
    }

    private String inserted(String into, Object... words) {
        var text = new StringBuilder(into.length() + 32);
        for (int i = 0; i < into.length(); i++) {
            char c = into.charAt(i);
            if (c >= FIRST && c < FIRST + placeholders) {
                text.append(words[c - FIRST]);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private String formatted(Object... arguments) {
        return ((MessageFormat) format.clone()).format(arguments);
    }

    private static boolean areWords(Object... arguments) {
        for (var argument : arguments) {
            if (!(argument instanceof String)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSmall(Object argument) {
        return (argument instanceof Integer || argument instanceof Long)
                && Math.abs(((Number) argument).longValue()) < SMALL;
    }
}
