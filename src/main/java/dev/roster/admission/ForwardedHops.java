package dev.roster.admission;

import dev.roster.network.IpAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses the hops of a request. An unreadable hop counts as one without an address, which ends the trusted chain. */
final class ForwardedHops {
    private static final String UNKNOWN = "unknown";

    /** An address with a port, as some proxies write it; IPv6 addresses are then in brackets. */
    private static final Pattern WITH_PORT =
            Pattern.compile("(?:\\[([^\\[\\]]*)\\]|([^\\[\\]:]*))(?::[A-Za-z0-9._-]{1,20})?");

    private ForwardedHops() {}

    /** {@code X-Forwarded-For}: comma-separated addresses, the client first. */
    static List<String> ofForwardedFor(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(hop -> !hop.isEmpty())
                .toList();
    }

    /** {@code Forwarded} (RFC 7239, section 4). A line that violates the grammar counts as one unknown hop. */
    static List<String> ofForwarded(List<String> lines) {
        var hops = new ArrayList<String>();
        for (var line : lines) {
            hops.addAll(new Line(line).read().orElse(List.of(UNKNOWN)));
        }
        return hops;
    }

    /** The address of a hop, with or without a port; empty for {@code unknown} and for identifiers made up by a proxy. */
    static Optional<InetAddress> address(String hop) {
        var bare = IpAddress.read(hop);
        if (bare.isPresent()) {
            return bare;
        }
        var match = WITH_PORT.matcher(hop);
        if (!match.matches()) {
            return Optional.empty();
        }
        return IpAddress.read(match.group(1) != null ? match.group(1) : match.group(2));
    }

    /** Parsed by hand: a regular expression would need stack depth proportional to the length of the line. */
    private static final class Line {
        private final String text;
        private int at;

        Line(String text) {
            this.text = text;
        }

        /** Empty if the line is malformed: an unterminated quoted string cannot be used to hide an address. */
        Optional<List<String>> read() {
            var hops = new ArrayList<String>();
            String hop = null;
            while (true) {
                skipSpace();
                var name = token();
                if (name.isEmpty() || !take('=')) {
                    return Optional.empty();
                }
                var value = take('"') ? quoted() : Optional.of(token());
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                if (name.equalsIgnoreCase("for")) {
                    if (hop != null) {
                        return Optional.empty();
                    }
                    hop = value.get();
                }
                skipSpace();
                if (take(';')) {
                    continue;
                }
                hops.add(hop == null ? UNKNOWN : hop);
                hop = null;
                if (at == text.length()) {
                    return Optional.of(hops);
                }
                if (!take(',')) {
                    return Optional.empty();
                }
            }
        }

        private void skipSpace() {
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
        }

        /** Includes the characters of an address: some proxies omit the quotation marks. */
        private String token() {
            int from = at;
            while (at < text.length() && " \t,;=\"\\".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(from, at);
        }

        private Optional<String> quoted() {
            var value = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"') {
                    return Optional.of(value.toString());
                }
                if (c == '\\' && at < text.length()) {
                    c = text.charAt(at++);
                }
                value.append(c);
            }
            return Optional.empty();
        }

        private boolean take(char expected) {
            boolean there = at < text.length() && text.charAt(at) == expected;
            at += there ? 1 : 0;
            return there;
        }
    }
}
