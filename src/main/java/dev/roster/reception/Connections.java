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
 * The connections that there are. Where a new one finds no place, the one that has kept its place longest without sending a
 * whole request goes: of the same source first, else of all. So a crowd that only holds places never shuts anybody out.
 */
final class Connections implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Map<Peer, Connection> open = new ConcurrentHashMap<>();
    private final ConnectionLimits limits;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("connections").factory());

    /** The other end of a connection, which no two that are open at once share. */
    record Peer(String address, int port) {}

    Connections(ConnectionLimits limits) {
        this.limits = limits;
        watch.scheduleWithFixedDelay(
                this::endOverdue, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets a new connection in, if need be instead of another. Called by one thread at a time. */
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
