package dev.roster.admission;

import dev.roster.installation.Settings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.Rfc6265CookieProcessor;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Marks every cookie as {@code Secure} when users connect over HTTPS, whatever code sets it. */
@Component
final class SecureCookies implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final Settings settings;

    SecureCookies(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        if (settings.https()) {
            factory.addContextCustomizers(context -> context.setCookieProcessor(new Secure()));
        }
    }

    private static final class Secure extends Rfc6265CookieProcessor {
        @Override
        public String generateHeader(Cookie cookie, HttpServletRequest request) {
            cookie.setSecure(true);
            return super.generateHeader(cookie, request);
        }
    }
}
