package dev.roster.oidc;

import dev.roster.application.Application;
import dev.roster.http.RoutedPath;
import dev.roster.ui.Html;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Lets the sign-in form end at an application: browsers apply the page's {@code form-action} to where a submitted form is sent
 * on to, so it names the application that is waiting (CSP Level 3, section 6.4.1).
 */
@Component
public class FormTargets extends OncePerRequestFilter {
    private static final PathPattern LOGIN = RoutedPath.pattern("/login");
    private static final String HEADER = "Content-Security-Policy";

    private final RegisteredApplications applications;

    FormTargets(RegisteredApplications applications) {
        this.applications = applications;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !RoutedPath.of(request).matches(LOGIN);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var next = request.getParameter("next");
        if (next != null && next.startsWith(AuthorizationRequests.AUTHORIZE + "?")) {
            var client = UriComponentsBuilder.fromUriString(next)
                    .build()
                    .getQueryParams()
                    .getFirst("client_id");
            applications.find(client).ifPresent(application -> allow(response, application));
        }
        chain.doFilter(request, response);
    }

    /** Lets forms of the page at hand end at this application. */
    static void allow(HttpServletResponse response, Application application) {
        response.setHeader(HEADER, Html.policy(application.returns()));
    }
}
