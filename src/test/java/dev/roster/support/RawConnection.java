package dev.roster.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection on which a test sends arbitrary bytes. */
public final class RawConnection implements AutoCloseable {
    private final Socket socket = new Socket();

    private RawConnection(String from, int port) {
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static RawConnection to(int port) {
        return from("127.0.0.1", port);
    }

    /** @param from an address of this machine, such as any of 127.0.0.0/8 */
    public static RawConnection from(String from, int port) {
        return new RawConnection(from, port);
    }

    /** Sends text, with the line ends of HTTP. Whether the other side is still there shows in what comes back. */
    public RawConnection send(String text) {
        try {
            socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException closed) {
            // shows in the next read
        }
        return this;
    }

    /** The status of the response; 0 if the connection was closed without one, -1 if neither happened in this time. */
    public int status(Duration wait) {
        var line = new StringBuilder();
        try {
            socket.setSoTimeout((int) wait.toMillis());
            for (int c = socket.getInputStream().read();
                    c >= 0 && c != '\r';
                    c = socket.getInputStream().read()) {
                line.append((char) c);
            }
        } catch (SocketTimeoutException nothingCame) {
            return -1;
        } catch (IOException closed) {
            return 0;
        }
        return line.isEmpty() ? 0 : Integer.parseInt(line.substring(9, 12));
    }

    /** Everything that arrives until the other side closes. */
    public String all() {
        try {
            socket.setSoTimeout(10_000);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whether the other side closes in this time, whatever it sends before. */
    public boolean isClosed(Duration wait) {
        try {
            socket.setSoTimeout((int) wait.toMillis());
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException stillThere) {
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
