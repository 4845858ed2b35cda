package dev.roster.ui;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a script that sent a dialog's form go where a browser would be redirected to. Were the script redirected itself, it
 * would be the one to see the message that the next page shows once.
 */
@Component
final class DialogRedirects extends OncePerRequestFilter {
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader("Roster-Dialog") == null
                || !request.getMethod().equals("POST");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        var location = response.getHeader("Location");
        if (response.getStatus() == HttpServletResponse.SC_SEE_OTHER && location != null) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            response.setHeader("Roster-Location", location);
        }
    }
}
