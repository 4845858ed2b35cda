package dev.roster.admission;

import dev.roster.installation.Settings;
import dev.roster.network.IpAddress;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Makes {@code getRemoteAddr()} return the client's address everywhere, ahead of every filter. Nothing else is taken from a
 * proxy: the scheme, host and port of links come from the settings. Tomcat's own valve does not support {@code Forwarded}, and
 * Spring's filter trusts everyone.
 */
@Component
final class TrustedProxies implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final Settings settings;

    TrustedProxies(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(new RemoteAddress(new ClientAddress(settings.trustedProxies())));
    }

    private static final class RemoteAddress extends ValveBase {
        private final ClientAddress addresses;

        RemoteAddress(ClientAddress addresses) {
            super(true);
            this.addresses = addresses;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            peer(request).ifPresent(peer -> {
                var client = addresses.find(peer, lines(request, "Forwarded"), lines(request, "X-Forwarded-For"));
                request.setRemoteAddr(client.getHostAddress());
            });
            getNext().invoke(request, response);
        }

        /** Strips the zone of a link-local address. */
        private static Optional<InetAddress> peer(Request request) {
            var address = request.getRemoteAddr();
            int zone = address.indexOf('%');
            return IpAddress.read(zone < 0 ? address : address.substring(0, zone));
        }

        private static List<String> lines(Request request, String header) {
            return Collections.list(request.getHeaders(header));
        }
    }
}
