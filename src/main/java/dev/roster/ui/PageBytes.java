package dev.roster.ui;

import gg.jte.TemplateOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Collects a page as UTF-8 in one piece. A page consists of thousands of parts: jte's own output keeps them apart until the
 * end, and a response would pass each of them through every filter's stream.
 */
final class PageBytes implements TemplateOutput {
    /** The attributes that contain the path of a page or file, up to where it begins. */
    private static final List<byte[]> BEFORE_PATHS = Stream.of(
                    "href", "src", "action", "formaction", "hx-get", "hx-post", "data-href", "data-action")
            .map(attribute -> (" " + attribute + "=\"").getBytes(StandardCharsets.US_ASCII))
            .toList();

    private static final Pattern PATH =
            Pattern.compile("( (?:href|src|action|formaction|hx-get|hx-post|data-href|data-action)=\")(/(?!/))");

    /** The static parts of the templates with the prefix; each part is one array, as long as the server runs. */
    private static final Map<Part, byte[]> PREFIXED = new ConcurrentHashMap<>();

    private final String prefix;
    private byte[] bytes = new byte[16 * 1024];
    private int length;

    PageBytes() {
        this("");
    }

    /** @param prefix added to every path on this server that a template puts into an attribute */
    PageBytes(String prefix) {
        this.prefix = prefix;
    }

    private record Part(byte[] bytes, String prefix) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Part part && part.bytes == bytes && part.prefix.equals(prefix);
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(bytes);
        }

        byte[] prefixed() {
            return PATH.matcher(new String(bytes, StandardCharsets.UTF_8))
                    .replaceAll("$1" + Matcher.quoteReplacement(prefix) + "$2")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void writeContent(String text) {
        writeContent(text, 0, text.length());
    }

    @Override
    public void writeContent(String text, int begin, int end) {
        if (!prefix.isEmpty() && isPath(text, begin, end)) {
            append(prefix.getBytes(StandardCharsets.UTF_8));
        }
        makeRoom(end - begin);
        for (int i = begin; i < end; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                append(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
                return;
            }
            bytes[length++] = (byte) c;
        }
    }

    @Override
    public void writeBinaryContent(byte[] part) {
        append(prefix.isEmpty() ? part : PREFIXED.computeIfAbsent(new Part(part, prefix), Part::prefixed));
    }

    private boolean isPath(String text, int begin, int end) {
        return begin < end
                && text.charAt(begin) == '/'
                && (begin + 1 == end || text.charAt(begin + 1) != '/')
                && BEFORE_PATHS.stream().anyMatch(this::endsWith);
    }

    private boolean endsWith(byte[] attribute) {
        int from = length - attribute.length;
        return from >= 0 && Arrays.equals(bytes, from, length, attribute, 0, attribute.length);
    }

    private void append(byte[] part) {
        makeRoom(part.length);
        System.arraycopy(part, 0, bytes, length, part.length);
        length += part.length;
    }

    int length() {
        return length;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
