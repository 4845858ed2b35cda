package dev.roster.http;

import dev.roster.shared.Ids;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id that is logged, returned in {@code X-Request-Id} and shown on error pages. If the client has begun a
 * trace (W3C Trace Context), its id is logged as well, and the response has a {@code traceparent} that names this request.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RequestIds extends OncePerRequestFilter {
    private static final String NAME = "requestId";
    private static final String TRACE = "traceparent";

    /** As logged, in the Elastic Common Schema. */
    private static final String TRACE_ID = "trace.id";

    /** Of any version; neither of the ids may be zero (section 3.2.2). */
    private static final Pattern TRACE_PARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(?:-.*)?");

    private static final int HEX_DIGITS_OF_SPAN = 16;

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
        takeUpTrace(request, response, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(NAME);
            MDC.remove(TRACE_ID);
        }
    }

    private static void takeUpTrace(HttpServletRequest request, HttpServletResponse response, String id) {
        var given = request.getHeader(TRACE);
        var trace = given == null ? null : TRACE_PARENT.matcher(given);
        if (trace == null || !trace.matches()) {
            return;
        }
        MDC.put(TRACE_ID, trace.group(1));
        var hex = id.replace("-", "");
        var span = hex.substring(hex.length() - HEX_DIGITS_OF_SPAN);
        response.setHeader(TRACE, "00-%s-%s-%s".formatted(trace.group(1), span, trace.group(2)));
    }
}
