package dev.roster.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A mail server with scripted answers to RCPT and the end of DATA, for what GreenMail never answers. */
final class ScriptedSmtp implements AutoCloseable {
    private final ServerSocket socket;
    private final AtomicInteger connections = new AtomicInteger();
    volatile String greeting = "220 scripted";
    volatile String toSender = "250 ok";
    volatile String toRecipient = "250 ok";
    volatile String toContent = "250 ok";
    volatile boolean hangsUpAfterContent;

    /** Says nothing to recipients with this in their address, until it is released. */
    volatile @Nullable String hangsOn;

    private final CountDownLatch released = new CountDownLatch(1);
    private final List<String> received = new CopyOnWriteArrayList<>();

    ScriptedSmtp() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /** The recipients of the emails that it accepted. */
    List<String> received() {
        return received;
    }

    void release() {
        hangsOn = null;
        released.countDown();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket client) {
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            say(client, greeting);
            String line;
            var recipient = "";
            while ((line = in.readLine()) != null && !line.equals("QUIT")) {
                if (line.startsWith("RCPT")) {
                    recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                    waitFor(recipient);
                    say(client, toRecipient);
                } else if (line.startsWith("MAIL")) {
                    say(client, toSender);
                } else if (line.equals("DATA")) {
                    say(client, "354 go on");
                    skipContent(in);
                    if (toContent.startsWith("250")) {
                        received.add(recipient);
                    }
                    say(client, toContent);
                    if (hangsUpAfterContent) {
                        return;
                    }
                } else {
                    say(client, "250 ok");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void waitFor(String recipient) {
        var hanging = hangsOn;
        if (hanging != null && recipient.contains(hanging)) {
            try {
                released.await();
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void skipContent(BufferedReader in) throws IOException {
        String line;
        do {
            line = in.readLine();
        } while (line != null && !line.equals("."));
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
