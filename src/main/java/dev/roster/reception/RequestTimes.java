package dev.roster.reception;

import dev.roster.reception.Connections.Peer;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Tells each connection when one of its requests begins and ends, and tells filters the connection of a request. */
final class RequestTimes extends ValveBase {
    private final Connections connections;

    RequestTimes(Connections connections) {
        super(true);
        this.connections = connections;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var found = connections.find(new Peer(request.getPeerAddr(), request.getRemotePort()));
        if (FormBody.isForm(request)) {
            request.setAttribute(FormBody.ATTRIBUTE, new FormBody(request));
        }
        if (found.isEmpty()) {
            getNext().invoke(request, response);
            return;
        }
        var connection = found.get();
        request.setAttribute(Connection.ATTRIBUTE, connection);
        connection.requestBegan();
        try {
            getNext().invoke(request, response);
        } finally {
            connection.requestEnded();
        }
    }
}
