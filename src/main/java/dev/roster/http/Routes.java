package dev.roster.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Finds the route of a request. Spring compares a path that contains an id with every route there is. This compares it only
 * with those whose words it contains, and leaves the request to Spring unless exactly one of them matches.
 */
class Routes extends RequestMappingHandlerMapping {
    private Step start = new Step();

    @Component
    static final class Registration implements WebMvcRegistrations {
        @Override
        public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
            return new Routes();
        }
    }

    private record Route(RequestMappingInfo mapping, HandlerMethod method) {}

    /** How far a path has been read: where it can go on, and the routes that end here. */
    private static final class Step {
        private final Map<String, Step> words = new HashMap<>();
        private @Nullable Step variable;
        private final List<Route> ending = new ArrayList<>();
    }

    @Override
    protected void handlerMethodsInitialized(Map<RequestMappingInfo, HandlerMethod> methods) {
        super.handlerMethodsInitialized(methods);
        start = new Step();
        methods.forEach((mapping, method) ->
                mapping.getPatternValues().forEach(pattern -> add(pattern, new Route(mapping, method))));
    }

    private void add(String pattern, Route route) {
        if (pattern.contains("**") || pattern.contains("{*")) {
            return; // Any other route goes first, so Spring need not be asked before.
        }
        var step = start;
        for (var segment : pattern.split("/")) {
            if (segment.contains("{") || segment.contains("*") || segment.contains("?")) {
                step.variable = step.variable == null ? new Step() : step.variable;
                step = step.variable;
            } else if (!segment.isEmpty()) {
                step = step.words.computeIfAbsent(segment, _ -> new Step());
            }
        }
        step.ending.add(route);
    }

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
        Route found = null;
        RequestMappingInfo match = null;
        for (var candidate : candidates(request)) {
            var matching = getMatchingMapping(candidate.mapping(), request);
            if (matching != null && match != null) {
                return super.lookupHandlerMethod(path, request);
            }
            if (matching != null) {
                found = candidate;
                match = matching;
            }
        }
        if (found == null || match == null) {
            return super.lookupHandlerMethod(path, request);
        }
        request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, found.method());
        handleMatch(match, path, request);
        return found.method();
    }

    private List<Route> candidates(HttpServletRequest request) {
        var segments = new ArrayList<String>();
        for (var element : ServletRequestPathUtils.getParsedRequestPath(request)
                .pathWithinApplication()
                .elements()) {
            if (element instanceof PathSegment segment) {
                segments.add(segment.valueToMatch());
            }
        }
        var found = new ArrayList<Route>();
        collect(start, segments, 0, found);
        return found;
    }

    private static void collect(Step step, List<String> segments, int at, List<Route> found) {
        if (at == segments.size()) {
            found.addAll(step.ending);
            return;
        }
        var word = step.words.get(segments.get(at));
        if (word != null) {
            collect(word, segments, at + 1, found);
        }
        if (step.variable != null) {
            collect(step.variable, segments, at + 1, found);
        }
    }
}
