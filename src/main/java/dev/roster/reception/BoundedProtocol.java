package dev.roster.reception;

import java.nio.channels.SocketChannel;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP/1.1 protocol, which asks {@link Connections} before spending anything on a new connection. Instantiated by
 * Tomcat, by name.
 */
public final class BoundedProtocol extends Http11NioProtocol {
    private static final int BYTES_OF_AN_ANSWER = 4096;

    private final Endpoint endpoint;

    public BoundedProtocol() {
        this(new Endpoint());
    }

    private BoundedProtocol(Endpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    /** For a response, before it is sent. Each connection that sends a body already has one. */
    @Override
    public int getDesiredBufferSize() {
        return BYTES_OF_AN_ANSWER;
    }

    /** Must be called before it starts. */
    void admitBy(Connections connections) {
        endpoint.admission = connections;
    }

    private static final class Endpoint extends NioEndpoint {
        private volatile @Nullable Connections admission;

        @Override
        protected boolean setSocketOptions(SocketChannel socket) {
            if (admission != null && admission.admit(socket)) {
                return super.setSocketOptions(socket);
            }
            destroySocket(socket);
            return false;
        }
    }
}
