package dev.roster.admission;

import dev.roster.access.AccessProblem;
import dev.roster.http.ActorFilter;
import dev.roster.http.ActorSource.Recognised;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Limits how many requests of known users in one organization are served at once. */
public final class OrganizationsFilter extends OncePerRequestFilter {
    private static final long SECONDS_TO_WAIT = 2;

    private final OrganizationsLine line;
    private final Problems problems;

    public OrganizationsFilter(OrganizationsLine line, Problems problems) {
        this.line = line;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var here = ActorFilter.recognised(request)
                .map(Recognised::organization)
                .map(OrganizationAtHand::id)
                .orElse(null);
        if (here == null) {
            chain.doFilter(request, response);
            return;
        }
        try (var place = line.enter(here)) {
            if (place == null) {
                problems.write(request, response, AccessProblem.BUSY.with().detail("retryAfter", SECONDS_TO_WAIT));
                return;
            }
            chain.doFilter(request, response);
        }
    }
}
