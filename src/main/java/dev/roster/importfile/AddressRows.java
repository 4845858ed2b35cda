package dev.roster.importfile;

import dev.roster.shared.InvalidException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The people of a list of addresses, as they are pasted from an email program, a document or a spreadsheet without titles:
 * separated by commas, semicolons or line breaks, each with or without a name. They are numbered in place of lines.
 */
final class AddressRows implements Iterator<ImportRow> {
    private static final int LONGEST_LINE = 1024 * 1024;

    /** What stands at the start of a line: the mark of a list, or the name of an email's field. */
    private static final Pattern BULLET =
            Pattern.compile("^\\s*(?:(?:[-*•·–]|\\d+[.)])\\s+|(?i:to|cc|bcc|an|kopie|blindkopie|e-?mail|mail):\\s*)");

    private static final Pattern SEPARATOR = Pattern.compile("[,;\\t|]");
    private static final Pattern IN_APOSTROPHES = Pattern.compile("^'([^']+)'$");

    private final BufferedReader reader;
    private final Deque<Mailbox> waiting = new ArrayDeque<>();
    private int number;

    AddressRows(BufferedReader reader) {
        this.reader = reader;
    }

    /** Whether a text that starts so is a list of addresses: the titles of columns contain none. */
    static boolean is(String start) {
        return start.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(line -> Mailbox.ADDRESS.matcher(line).find())
                .orElse(false);
    }

    @Override
    public boolean hasNext() {
        try {
            while (waiting.isEmpty()) {
                var line = line();
                if (line == null) {
                    return false;
                }
                waiting.addAll(mailboxes(line));
            }
            return true;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public ImportRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var mailbox = waiting.remove();
        return new ImportRow(++number, ImportedUser.of(mailbox), null);
    }

    private @Nullable String line() throws IOException {
        var text = new StringBuilder();
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n' && c != '\r'; c = reader.read()) {
            if (text.length() == LONGEST_LINE) {
                throw InvalidException.of("file", "too-long", LONGEST_LINE);
            }
            text.append((char) c);
        }
        return text.toString();
    }

    /** The people of a line. In a line about one person, the parts without an address are their name. */
    static List<Mailbox> mailboxes(String line) {
        var parts = parts(Cells.clean(BULLET.matcher(line).replaceFirst("")));
        long people = parts.stream()
                .filter(part -> Mailbox.ADDRESS.matcher(part).find())
                .count();
        if (people == 1 && parts.size() > 1 && parts.size() <= 3) {
            return List.of(one(parts));
        }
        return parts.stream().flatMap(part -> people(part).stream()).toList();
    }

    private static Mailbox one(List<String> parts) {
        var address = parts.stream()
                .filter(part -> Mailbox.ADDRESS.matcher(part).find())
                .findFirst()
                .orElseThrow();
        var mailbox = person(address);
        var names = parts.stream()
                .filter(part -> !part.equals(address))
                .map(Cells::unquoted)
                .collect(Collectors.joining(" "));
        // Byron, Ada <ada@example.com>
        return new Mailbox(mailbox.email(), mailbox.name() == null ? names : mailbox.name() + " " + names);
    }

    private static List<Mailbox> people(String part) {
        var found = Mailbox.ADDRESS.matcher(part).results().toList();
        return found.size() > 1 && !part.contains("<")
                ? found.stream().map(address -> Mailbox.read(address.group())).toList()
                : List.of(person(part));
    }

    private static Mailbox person(String part) {
        var found = Mailbox.ADDRESS.matcher(part);
        return found.find() && !part.contains("<")
                ? Mailbox.read(
                        part.substring(0, found.start()) + "<" + found.group() + ">" + part.substring(found.end()))
                : Mailbox.read(part);
    }

    /** The parts between separators that are neither in quotation marks nor in angle brackets. */
    private static List<String> parts(String line) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            boolean between =
                    !quoted && SEPARATOR.matcher(Character.toString(c)).matches();
            if (!between) {
                part.append(c);
            }
            if (between || (c == '>' && !quoted && isFollowedByAnother(line.substring(i + 1)))) {
                parts.add(part.toString());
                part.setLength(0);
            }
        }
        parts.add(part.toString());
        return parts.stream()
                .map(Cells::clean)
                .map(text -> IN_APOSTROPHES.matcher(text).replaceAll("$1"))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** Whether another address in angle brackets follows before the next separator. */
    private static boolean isFollowedByAnother(String rest) {
        return SEPARATOR.split(rest, 2)[0].contains("<");
    }
}
