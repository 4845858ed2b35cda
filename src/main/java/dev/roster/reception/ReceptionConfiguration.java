package dev.roster.reception;

import dev.roster.installation.Settings;
import java.net.InetAddress;
import java.time.Duration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the limits of connections into Tomcat. */
@Configuration(proxyBeanMethods = false)
class ReceptionConfiguration {
    /** With what one costs (docs/security.md), a quarter of the memory that {@code bin/run} gives. */
    private static final int MOST = 2_000;

    private static final int PER_SOURCE = 250;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Those that were told to go are closed a moment later. */
    private static final int ON_THEIR_WAY_OUT = 500;

    /** Each connection has such buffers from its first moment on; less than the 8 KB that Tomcat gives is enough. */
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
