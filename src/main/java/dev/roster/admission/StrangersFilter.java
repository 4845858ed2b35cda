package dev.roster.admission;

import dev.roster.access.AccessProblem;
import dev.roster.http.ActorFilter;
import dev.roster.http.Problems;
import dev.roster.http.RoutedPath;
import dev.roster.reception.StrangersLine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Limits how many anonymous requests are served at once. Their requests have been read by then, so a slow client holds up no
 * one else. Static files bypass the limit, since how long they take is up to the client.
 */
public final class StrangersFilter extends OncePerRequestFilter {
    private static final long SECONDS_TO_WAIT = 5;
    private static final List<PathPattern> FILES =
            List.of(RoutedPath.pattern("/assets/**"), RoutedPath.pattern("/api"));

    private final StrangersLine line;
    private final Predicate<HttpServletRequest> known;
    private final Problems problems;

    /** @param known whether a client that is not signed in may bypass the limit */
    public StrangersFilter(StrangersLine line, Predicate<HttpServletRequest> known, Problems problems) {
        this.line = line;
        this.known = known;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = RoutedPath.of(request);
        return ActorFilter.actor(request).isPresent() || FILES.stream().anyMatch(path::matches) || known.test(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (var place = line.enter()) {
            if (place == null) {
                problems.write(request, response, AccessProblem.BUSY.with().detail("retryAfter", SECONDS_TO_WAIT));
                return;
            }
            chain.doFilter(request, response);
        }
    }
}
