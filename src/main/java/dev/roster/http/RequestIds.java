package dev.roster.http;

import dev.roster.shared.Ids;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives each request an id that is logged, returned in {@code X-Request-Id} and shown on error pages. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RequestIds extends OncePerRequestFilter {
    private static final String NAME = "requestId";

    public static String of(HttpServletRequest request) {
        return request.getAttribute(NAME) instanceof String id ? id : "";
    }

    /** For requests that were refused before any filter saw them. */
    public static void giveIfMissing(HttpServletRequest request, HttpServletResponse response) {
        if (of(request).isEmpty()) {
            request.setAttribute(NAME, Ids.next().toString());
        }
        say(request, response);
    }

    static void say(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Request-Id", of(request));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var id = Ids.next().toString();
        request.setAttribute(NAME, id);
        say(request, response);
        MDC.put(NAME, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(NAME);
        }
    }
}
