package dev.roster.reception;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The open connections. If a new one finds no slot, the one that has held its slot longest without sending a whole request is
 * closed: preferably from the same source, otherwise of all. So clients that only hold slots can never lock anyone out.
 */
final class Connections implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Map<Peer, Connection> open = new ConcurrentHashMap<>();
    private final ConnectionLimits limits;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("connections").factory());

    /** The remote endpoint of a connection, which is unique among the open ones. */
    record Peer(String address, int port) {}

    Connections(ConnectionLimits limits) {
        this.limits = limits;
        watch.scheduleWithFixedDelay(
                this::endOverdue, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Admits a new connection, if necessary instead of another. Called by one thread at a time. */
    boolean admit(SocketChannel socket) {
        try {
            if (!(socket.getRemoteAddress() instanceof InetSocketAddress peer) || !makeRoom(peer)) {
                return false;
            }
            open.put(
                    new Peer(peer.getAddress().getHostAddress(), peer.getPort()),
                    new Connection(socket, peer, limits.patience()));
            return true;
        } catch (IOException alreadyGone) {
            return false;
        }
    }

    Optional<Connection> find(Peer peer) {
        return Optional.ofNullable(open.get(peer));
    }

    private boolean makeRoom(InetSocketAddress peer) {
        boolean proxy = limits.proxy().test(peer.getAddress());
        int all = 0;
        int ofSource = 0;
        Connection first = null;
        Connection firstOfSource = null;
        for (var connection : open.values()) {
            if (connection.isGone()) {
                continue;
            }
            all++;
            first = firstToGo(first, connection);
            if (!proxy && connection.isFromSourceOf(peer.getAddress())) {
                ofSource++;
                firstOfSource = firstToGo(firstOfSource, connection);
            }
        }
        if (ofSource >= limits.perSource()) {
            return ended(firstOfSource);
        }
        return all < limits.most() || ended(first);
    }

    private static @Nullable Connection firstToGo(@Nullable Connection first, Connection other) {
        boolean earlier = first == null || other.waitsLongerThan(first);
        return earlier && other.mayGiveWay() ? other : first;
    }

    private static boolean ended(@Nullable Connection connection) {
        if (connection != null) {
            connection.end();
        }
        return connection != null;
    }

    private void endOverdue() {
        long now = System.nanoTime();
        open.values().removeIf(connection -> {
            if (!connection.isGone() && connection.isOverdue(now)) {
                connection.end();
            }
            return connection.isGone();
        });
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
