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
 * The path of a request as it is routed: decoded, segment by segment. Whatever is decided about a request by its address is
 * decided by this, since the address as it was sent can be spelled in many ways.
 */
public record RoutedPath(PathContainer path) {
    private static final PathPattern API = pattern("/api/*/**");
    private static final PathPattern METRICS = pattern("/metrics");

    /** A pattern as routes have them. */
    public static PathPattern pattern(String pattern) {
        return PathPatternParser.defaultInstance.parse(pattern);
    }

    /** On the path of an error, what was asked for before it. */
    public static RoutedPath of(HttpServletRequest request) {
        var original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var address = original instanceof String text ? text : request.getRequestURI();
        return new RoutedPath(RequestPath.parse(address, null).pathWithinApplication());
    }

    /** Whether programs ask here, with a token, or else people in a browser, with a session. */
    public boolean isApi() {
        return API.matches(path) || METRICS.matches(path);
    }

    public boolean matches(PathPattern pattern) {
        return pattern.matches(path);
    }

    /** What stands at a variable of the first pattern that fits. */
    public Optional<String> find(String variable, PathPattern... patterns) {
        return Stream.of(patterns)
                .map(pattern -> pattern.matchAndExtract(path))
                .flatMap(Stream::ofNullable)
                .flatMap(match -> Stream.ofNullable(match.getUriVariables().get(variable)))
                .findFirst();
    }
}
