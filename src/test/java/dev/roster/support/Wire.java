package dev.roster.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A port that leads to another one on this machine, and can be cut, or freeze with everything on its way. */
public final class Wire implements AutoCloseable {
    private final int to;
    private final int port;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile ServerSocket entrance;
    private volatile boolean frozen;

    public Wire(int to) {
        this.to = to;
        this.entrance = listen(0);
        this.port = entrance.getLocalPort();
    }

    public int port() {
        return port;
    }

    private ServerSocket listen(int wanted) {
        try {
            var socket = new ServerSocket(wanted, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                var near = socket.accept();
                var far = new Socket(InetAddress.getLoopbackAddress(), to);
                open.addAll(List.of(near, far));
                Thread.ofVirtual().start(() -> carry(near, far));
                Thread.ofVirtual().start(() -> carry(far, near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void carry(Socket from, Socket into) {
        try (from;
                into) {
            var bytes = new byte[8192];
            for (int read = from.getInputStream().read(bytes);
                    read >= 0;
                    read = from.getInputStream().read(bytes)) {
                while (frozen) {
                    Thread.sleep(20);
                }
                into.getOutputStream().write(bytes, 0, read);
            }
        } catch (IOException | InterruptedException ended) {
            // as every connection does
        }
    }

    /** Nothing gets through any more, and nobody is told. */
    public void freeze() {
        frozen = true;
    }

    /** What was on its way arrives. */
    public void thaw() {
        frozen = false;
    }

    /** Closes the connections; new ones are accepted. */
    public void reset() {
        for (var socket : open) {
            try {
                socket.close();
            } catch (IOException alreadyClosed) {
                // which is the goal
            }
        }
        open.clear();
    }

    /** Closes the connections and refuses new ones. */
    public void cut() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reset();
    }

    /** Accepts connections again. */
    public void mend() {
        entrance = listen(port);
    }

    @Override
    public void close() {
        thaw();
        cut();
    }
}
