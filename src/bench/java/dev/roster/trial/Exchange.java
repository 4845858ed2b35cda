package dev.roster.trial;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request on a connection of its own, like a first-time visitor's, and its response.
 *
 * @param status 0 if there was no response
 * @param head of the response, as it was sent
 */
record Exchange(int status, String head, String body, double millis) {
    private static final Duration LONGEST = Duration.ofSeconds(15);

    /** @param from an address of this machine; headers are whole lines, each with its end */
    static Exchange of(String from, int port, String method, String path, String headers, String body) {
        long begun = System.nanoTime();
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress("127.0.0.1", port), (int) LONGEST.toMillis());
            socket.setSoTimeout((int) LONGEST.toMillis());
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            var length = bytes.length == 0 ? "" : "Content-Length: " + bytes.length + "\r\n";
            var head = "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s%s\r\n"
                    .formatted(method, path, headers, length);
            var out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.UTF_8));
            out.write(bytes);
            out.flush();
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            if (end < 0) {
                return none(begun);
            }
            return new Exchange(
                    Integer.parseInt(answer.substring(9, 12)),
                    answer.substring(0, end),
                    answer.substring(end + 4),
                    since(begun));
        } catch (IOException failed) {
            return none(begun);
        }
    }

    private static Exchange none(long begun) {
        return new Exchange(0, "", "", since(begun));
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }

    /** The cookies set by the response, as a header to send. */
    String cookies() {
        return "Cookie: " + String.join("; ", setCookies().values()) + "\r\n";
    }

    /** The cookie with this name that the response sets, as it is sent; empty if there is none. */
    Optional<String> cookie(String name) {
        return Optional.ofNullable(setCookies().get(name));
    }

    private Map<String, String> setCookies() {
        Map<String, String> cookies = new LinkedHashMap<>();
        head.lines()
                .filter(line -> line.regionMatches(true, 0, "set-cookie:", 0, 11))
                .map(line -> line.substring(11).strip().replaceFirst(";.*", ""))
                .forEach(cookie -> cookies.put(cookie.replaceFirst("=.*", ""), cookie));
        return cookies;
    }

    /** The token of the forms on this page, form-encoded. */
    String token() {
        int at = body.indexOf("name=\"_csrf\" value=\"");
        return at < 0 ? "" : body.substring(at + 20, body.indexOf('"', at + 20));
    }
}
