package dev.roster.admission;

import dev.roster.http.PublicPath;
import dev.roster.installation.Settings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets Roster live under a path of its proxy. Requests are handled alike whether the proxy removes the prefix or not; what
 * the answer refers to always has it. Ahead of every other filter, so that each decides by the same path.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PublicPathFilter extends OncePerRequestFilter {
    private final String prefix;

    PublicPathFilter(Settings settings) {
        this.prefix = settings.publicPath();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return prefix.isEmpty();
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        PublicPath.note(request, prefix);
        chain.doFilter(new Inner(request, prefix), new Outer(response, prefix));
    }

    private static final class Inner extends HttpServletRequestWrapper {
        private final String prefix;
        private final String address;
        private final String servletPath;

        Inner(HttpServletRequest request, String prefix) {
            super(request);
            this.prefix = prefix;
            this.address = PublicPath.removed(prefix, request.getRequestURI());
            this.servletPath = PublicPath.removed(prefix, request.getServletPath());
        }

        @Override
        public String getRequestURI() {
            return address;
        }

        @Override
        public String getServletPath() {
            return servletPath;
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer(address);
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            var value = super.getAttribute(name);
            return name.equals(RequestDispatcher.ERROR_REQUEST_URI) && value instanceof String failed
                    ? PublicPath.removed(prefix, failed)
                    : value;
        }
    }

    private static final class Outer extends HttpServletResponseWrapper {
        private static final Set<String> PATHS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

        static {
            PATHS.addAll(Set.of("Location", "HX-Redirect"));
        }

        private final String prefix;

        Outer(HttpServletResponse response, String prefix) {
            super(response);
            this.prefix = prefix;
        }

        @Override
        public void setHeader(String name, String value) {
            super.setHeader(name, outside(name, value));
        }

        @Override
        public void addHeader(String name, String value) {
            super.addHeader(name, outside(name, value));
        }

        /** Those for every page keep their path: the prefix of their names requires it. */
        @Override
        public void addCookie(Cookie cookie) {
            var path = cookie.getPath();
            if (path != null && path.length() > 1) {
                cookie.setPath(PublicPath.added(prefix, path));
            }
            super.addCookie(cookie);
        }

        @Override
        public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
            super.sendRedirect(PublicPath.added(prefix, location), status, clearBuffer);
        }

        private String outside(String name, String value) {
            return PATHS.contains(name) ? PublicPath.added(prefix, value) : value;
        }
    }
}
