package dev.roster.installation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;

/** Finds a port before anything listens on it, so that the address in links is known from the beginning. */
final class FreePort {
    private static final int TRIES = 100;

    private FreePort() {}

    /** The requested port, or any free one for 0. */
    static int asked(InetAddress address, int wanted) {
        requireOwn(address);
        return tryPort(address, wanted)
                .orElseThrow(() -> new StartRefusedException(
                        "Port %d on %s is in use or not allowed. Choose another one with --port or ROSTER_PORT."
                                .formatted(wanted, address.getHostAddress())));
    }

    /** The first free port, starting at the given one. */
    static int from(InetAddress address, int first) {
        requireOwn(address);
        for (int port = first; port < first + TRIES; port++) {
            var free = tryPort(address, port);
            if (free.isPresent()) {
                return free.getAsInt();
            }
        }
        throw new StartRefusedException("Ports %d to %d are all in use. Choose another one with --port or ROSTER_PORT."
                .formatted(first, first + TRIES - 1));
    }

    private static void requireOwn(InetAddress address) {
        if (tryPort(address, 0).isEmpty()) {
            throw new StartRefusedException(
                    "ROSTER_ADDRESS %s is not an address of this machine.".formatted(address.getHostAddress()));
        }
    }

    private static OptionalInt tryPort(InetAddress address, int port) {
        try (var socket = new ServerSocket(port, 1, address)) {
            return OptionalInt.of(socket.getLocalPort());
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }
}
