package dev.roster.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A mail server that accepts and discards every email, or keeps its clients waiting: meanwhile, all of Roster's few couriers
 * wait as well, and nothing is delivered while something else is measured.
 */
final class HoldingMailServer implements AutoCloseable {
    /** Less than a client's timeout for one line. */
    private static final int LINE_EVERY_MILLIS = 1_000;

    private final ServerSocket listening;
    private volatile boolean holding;

    HoldingMailServer() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "smtp://127.0.0.1:" + listening.getLocalPort();
    }

    void hold(boolean whether) {
        holding = whether;
    }

    private void accept() {
        try {
            while (true) {
                var socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (SocketException closed) {
            // The run is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket socket) {
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            greet(socket);
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
                say(socket, answer(verb));
                if (verb.equals("DATA")) {
                    swallow(in);
                    say(socket, "250 taken");
                } else if (verb.equals("QUIT")) {
                    return;
                }
            }
        } catch (IOException gone) {
            // The sender tries again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A greeting may have any number of lines (RFC 5321, section 4.2). */
    private void greet(Socket socket) throws IOException, InterruptedException {
        while (holding) {
            say(socket, "220-wait");
            Thread.sleep(LINE_EVERY_MILLIS);
        }
        say(socket, "220 ready");
    }

    private static String answer(String verb) {
        return switch (verb) {
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            default -> "250 fine";
        };
    }

    private static void swallow(BufferedReader in) throws IOException {
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            // No one reads it.
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
