package dev.roster.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The path of a request as it is routed: decoded, segment by segment. Every decision about a request that depends on its path
 * must use this, since the raw path can be spelled in many ways.
 */
public record RoutedPath(PathContainer path) {
    private static final PathPattern API = pattern("/api/*/**");
    private static final PathPattern METRICS = pattern("/metrics");
    private static final PathPattern HEALTH = pattern("/health/**");
    private static final String ATTRIBUTE = RoutedPath.class.getName();

    /** A pattern in the syntax of routes. */
    public static PathPattern pattern(String pattern) {
        return PathPatternParser.defaultInstance.parse(pattern);
    }

    /** For an error dispatch, the path that was originally requested. */
    public static RoutedPath of(HttpServletRequest request) {
        var original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var address = original instanceof String text ? text : request.getRequestURI();
        // Asked for many times in a request, and an error dispatch is a request for another path.
        if (request.getAttribute(ATTRIBUTE) instanceof RoutedPath known
                && known.path.value().equals(address)) {
            return known;
        }
        var routed = new RoutedPath(RequestPath.parse(address, null).pathWithinApplication());
        request.setAttribute(ATTRIBUTE, routed);
        return routed;
    }

    /** Whether this path belongs to programs with a token, rather than to people in a browser with a session. */
    public boolean isApi() {
        return API.matches(path) || METRICS.matches(path) || HEALTH.matches(path);
    }

    public boolean matches(PathPattern pattern) {
        return pattern.matches(path);
    }

    /** The value of a variable in the first pattern that matches. */
    public Optional<String> find(String variable, PathPattern... patterns) {
        return Stream.of(patterns)
                .map(pattern -> pattern.matchAndExtract(path))
                .flatMap(Stream::ofNullable)
                .flatMap(match -> Stream.ofNullable(match.getUriVariables().get(variable)))
                .findFirst();
    }
}
