package dev.roster.admission;

import dev.roster.http.Problems;
import dev.roster.http.RequestIds;
import dev.roster.http.WebProblem;
import dev.roster.installation.Outage;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers requests that fail before a controller sees them because the database is away: the container's error page would ask
 * the database again who is there. Ahead of every filter that asks it anything.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class OutageFilter extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(OutageFilter.class);

    private final Problems problems;

    OutageFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failed) {
            var outage = Outage.find(failed);
            if (response.isCommitted() || outage.isEmpty()) {
                throw failed;
            }
            LOG.warn("The database could not serve a request: {}", outage.get());
            // The headers that protect a page have been set by now.
            response.resetBuffer();
            RequestIds.giveIfMissing(request, response);
            problems.write(request, response, WebProblem.unavailable());
        }
    }
}
