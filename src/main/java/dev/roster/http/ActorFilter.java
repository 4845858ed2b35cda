package dev.roster.http;

import dev.roster.access.Actor;
import dev.roster.access.Seen;
import dev.roster.http.ActorSource.Recognised;
import dev.roster.reception.Connection;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Finds the actor of each request and the organization at hand, and tells Spring Security that the request is authenticated.
 */
public final class ActorFilter extends OncePerRequestFilter {
    private static final String ATTRIBUTE = Recognised.class.getName();
    private static final PathPattern ASSETS = RoutedPath.pattern("/assets/**");
    private static final PathPattern OF_CONSOLE = RoutedPath.pattern("/o/{organization}/**");
    private static final PathPattern OF_API = RoutedPath.pattern("/api/v1/organizations/{organization}/**");

    private final List<ActorSource> sources;

    public ActorFilter(List<ActorSource> sources) {
        this.sources = sources;
    }

    public static Optional<Recognised> recognised(HttpServletRequest request) {
        return Optional.ofNullable((Recognised) request.getAttribute(ATTRIBUTE));
    }

    /** The actor of a request, for filters behind this one. */
    public static Optional<Actor> actor(HttpServletRequest request) {
        return recognised(request).map(Recognised::actor);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return RoutedPath.of(request).matches(ASSETS);
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var organization =
                RoutedPath.of(request).find("organization", OF_CONSOLE, OF_API).orElse(null);
        var recognised = recognise(request, organization);
        var here = recognised == null ? null : recognised.organization();
        if (here == null) {
            chain.doFilter(request, response);
            return;
        }
        try {
            Seen.during(here.id(), here.version(), () -> {
                chain.doFilter(request, response);
                return null;
            });
        } catch (ServletException | IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        }
    }

    private @Nullable Recognised recognise(HttpServletRequest request, @Nullable String organization) {
        for (var source : sources) {
            var found = source.recognise(request, organization);
            if (found.isPresent()) {
                request.setAttribute(ATTRIBUTE, found.get());
                Connection.of(request).ifPresent(Connection::recognised);
                SecurityContextHolder.setContext(new SecurityContextImpl(new Somebody(found.get())));
                return found.get();
            }
        }
        return null;
    }

    private static final class Somebody extends AbstractAuthenticationToken {
        private static final long serialVersionUID = 1;
        private final transient Recognised recognised;

        Somebody(Recognised recognised) {
            super(AuthorityUtils.NO_AUTHORITIES);
            this.recognised = recognised;
            setAuthenticated(true);
        }

        @Override
        public Object getPrincipal() {
            return recognised.actor();
        }

        @Override
        public Object getCredentials() {
            return "";
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
