package dev.roster.health;

import dev.roster.installation.Settings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Logs a line for each request, if the settings say so. It has the route instead of the path: paths contain the secrets of
 * links, and searches the names of people.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class AccessLog extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

    private final boolean wanted;

    AccessLog(Settings settings) {
        this.wanted = settings.accessLog();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !wanted;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long begun = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } finally {
            var route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            LOG.info(
                    "{} {} {} {} ms {}",
                    request.getMethod(),
                    route == null ? "-" : route,
                    response.getStatus(),
                    Duration.ofNanos(System.nanoTime() - begun).toMillis(),
                    request.getRemoteAddr());
        }
    }
}
