package dev.roster.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A keep-alive connection to the server, with as little work as HTTP/1.1 allows: both share the processor. */
final class HttpConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final int port;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(256 * 1024);
    private Socket socket;
    private InputStream in;

    HttpConnection(int port) throws IOException {
        this.port = port;
        socket = connect(port);
        in = buffered(socket);
    }

    private static Socket connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    private static InputStream buffered(Socket socket) throws IOException {
        return new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    /** @param location where a redirect leads, or empty */
    record Answer(int status, String location, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** How often the text occurs in the body. */
        int count(byte[] text) {
            int found = 0;
            for (int i = 0; i <= body.length - text.length; i++) {
                int matched = 0;
                while (matched < text.length && body[i + matched] == text[matched]) {
                    matched++;
                }
                if (matched == text.length) {
                    found++;
                    i += text.length - 1;
                }
            }
            return found;
        }
    }

    /** @param request complete, as written by {@link #request} */
    Answer send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        var status = Integer.parseInt(line().substring(9, 12));
        int length = 0;
        boolean chunked = false;
        var location = "";
        boolean last = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (header.regionMatches(true, 0, "transfer-encoding:", 0, 18)) {
                chunked = true;
            } else if (header.regionMatches(true, 0, "location:", 0, 9)) {
                location = header.substring(9).strip();
            } else if (header.equalsIgnoreCase("connection: close")) {
                last = true;
            }
        }
        body.reset();
        if (chunked) {
            readChunks();
        } else {
            read(length);
        }
        if (last) {
            socket.close();
            socket = connect(port);
            in = buffered(socket);
        }
        return new Answer(status, location, body.toByteArray());
    }

    /** @param headers whole lines, each with its end */
    static byte[] request(String method, String path, String headers, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var length = bytes.length == 0 ? "" : "Content-Length: " + bytes.length + "\r\n";
        return "%s %s HTTP/1.1\r\nHost: localhost\r\n%s%s\r\n%s"
                .formatted(method, path, headers, length, body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private void readChunks() throws IOException {
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            read(size);
            line();
        }
        line();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private void read(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer is cut off");
        }
        body.write(bytes);
    }

    private String line() throws IOException {
        var line = new StringBuilder(80);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
