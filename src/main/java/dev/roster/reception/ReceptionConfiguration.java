package dev.roster.reception;

import dev.roster.installation.Settings;
import java.net.InetAddress;
import java.time.Duration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the connection limits in Tomcat. */
@Configuration(proxyBeanMethods = false)
class ReceptionConfiguration {
    /** At the cost of a connection (docs/security.md), a quarter of the memory that {@code bin/run} sets. */
    private static final int MOST = 2_000;

    private static final int PER_SOURCE = 250;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Connections that are being shut down are closed a moment later. */
    private static final int ON_THEIR_WAY_OUT = 500;

    /** Each connection has such buffers from the beginning; less than Tomcat's default of 8 KB is enough. */
    private static final String BYTES_READ_AT_ONCE = "2048";

    private static final String BYTES_WRITTEN_AT_ONCE = "4096";

    @Bean
    Connections connections(Settings settings) {
        return new Connections(new ConnectionLimits(MOST, PER_SOURCE, PATIENCE, address -> isProxy(settings, address)));
    }

    private static boolean isProxy(Settings settings, InetAddress address) {
        return settings.trustedProxies().stream().anyMatch(range -> range.contains(address));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedConnections(Connections connections) {
        return factory -> {
            factory.setProtocol(BoundedProtocol.class.getName());
            factory.addConnectorCustomizers(connector -> {
                var protocol = (BoundedProtocol) connector.getProtocolHandler();
                protocol.admitBy(connections);
                protocol.setMaxConnections(MOST + ON_THEIR_WAY_OUT);
                protocol.setProperty("socket.appReadBufSize", BYTES_READ_AT_ONCE);
                protocol.setProperty("socket.appWriteBufSize", BYTES_WRITTEN_AT_ONCE);
            });
            factory.addEngineValves(new RequestTimes(connections));
        };
    }
}
