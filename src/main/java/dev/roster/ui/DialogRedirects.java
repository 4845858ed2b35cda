package dev.roster.ui;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells the script that submitted a dialog's form where to go instead of redirecting it. If the script itself followed the
 * redirect, it would consume the message that the next page shows once.
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
