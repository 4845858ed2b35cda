package dev.roster.reception;

import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * A connection to the server, and its deadlines. A stranger's has a fixed time for everything: the rest of a request's
 * headers, its body, the response. For an authenticated user the time is counted only while reading from it.
 */
public final class Connection {
    static final String ATTRIBUTE = Connection.class.getName();
    private static final int BYTES_OF_A_SUBSCRIBER = 8;

    private enum Doing {
        /** Idle, or sending headers, or something that will not be read any more. */
        WAITING,
        SENDING_BODY,
        BEING_ANSWERED
    }

    private final SocketChannel socket;
    private final InetAddress address;
    private final Duration patience;

    private volatile Doing doing = Doing.WAITING;
    private volatile boolean recognised;
    private volatile boolean ended;
    private volatile long since;
    private volatile long until;

    Connection(SocketChannel socket, InetSocketAddress peer, Duration patience) {
        this.socket = socket;
        this.address = peer.getAddress();
        this.patience = patience;
        startWaiting();
    }

    /** The connection of a request; empty if it is not one of ours. */
    public static Optional<Connection> of(ServletRequest request) {
        return Optional.ofNullable((Connection) request.getAttribute(ATTRIBUTE));
    }

    /** From now until the end of this request, time is counted only while its body is being read. */
    public void recognised() {
        recognised = true;
    }

    /** A read of the body begins that may take this long; for a stranger, never more than is left for the whole request. */
    public void readingFor(Duration most) {
        if (recognised) {
            until = System.nanoTime() + most.toNanos();
        }
        doing = Doing.SENDING_BODY;
    }

    /** The read has ended. */
    public void hasRead() {
        doing = Doing.BEING_ANSWERED;
    }

    void requestBegan() {
        restart();
        doing = Doing.BEING_ANSWERED;
    }

    void requestEnded() {
        startWaiting();
    }

    private void startWaiting() {
        recognised = false;
        restart();
        doing = Doing.WAITING;
    }

    private void restart() {
        since = System.nanoTime();
        until = since + patience.toNanos();
    }

    boolean isGone() {
        return ended || !socket.isOpen();
    }

    boolean isOverdue(long now) {
        boolean timed = !recognised || doing == Doing.SENDING_BODY;
        return timed && now - until > 0;
    }

    /** Whether it may be closed in favour of another one. */
    boolean mayGiveWay() {
        return !recognised && doing != Doing.BEING_ANSWERED;
    }

    boolean waitsLongerThan(Connection other) {
        return since - other.since < 0;
    }

    /** An IPv6 subscriber has a /64, so all of it counts as one. */
    boolean isFromSourceOf(InetAddress other) {
        var ours = address.getAddress();
        var theirs = other.getAddress();
        int compared = ours.length == 4 ? 4 : BYTES_OF_A_SUBSCRIBER;
        return ours.length == theirs.length && Arrays.equals(ours, 0, compared, theirs, 0, compared);
    }

    /** Shuts down both directions, so that whichever Tomcat thread has it or gets it next reaches the end and closes it. */
    void end() {
        ended = true;
        try {
            socket.shutdownInput();
            socket.shutdownOutput();
        } catch (IOException alreadyClosed) {
            // which is the goal
        }
    }
}
