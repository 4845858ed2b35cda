package dev.roster.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.Generator;
import dev.roster.support.Property;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

@Tag("fast")
class RoutesTest {
    private static final Generator<String> SEGMENTS =
            Generator.of("o", "acme", "users", "new", "1", "us%65rs", "export.csv", "a;b=c", "");

    @Test
    void a_request_gets_the_route_that_spring_would_give_it() {
        var routes = of(new Routes());
        var springs = of(new RequestMappingHandlerMapping());
        Property.holds(3_000, given -> {
            var path = "/" + String.join("/", given.any(SEGMENTS.lists(0, 5)));
            var method = given.any(Generator.of("GET", "POST", "DELETE", "PUT", "OPTIONS", "HEAD"));
            var accept = given.any(Generator.of("text/html", "application/json", "*/*"));

            assertThat(found(routes, method, path, accept)).isEqualTo(found(springs, method, path, accept));
        });
    }

    @Test
    void a_request_is_compared_only_with_routes_that_its_path_can_mean() {
        var routes = of(new Counting());

        found(routes, "GET", "/o/acme/users/1", "text/html");

        assertThat(routes.compared).isEqualTo(3);
    }

    /** What a request leads to, and the variables of its path. */
    private static String found(RequestMappingHandlerMapping routes, String method, String path, String accept) {
        var request = new MockHttpServletRequest(method, path);
        request.addHeader("Accept", accept);
        ServletRequestPathUtils.parseAndCache(request);
        try {
            var chain = routes.getHandler(request);
            return chain == null
                    ? "none"
                    : ((HandlerMethod) chain.getHandler()).getMethod().getName()
                            + request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                            + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        } catch (HttpRequestMethodNotSupportedException | HttpMediaTypeNotAcceptableException refused) {
            return refused.getMessage() + request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE);
        } catch (Exception unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static <T extends RequestMappingHandlerMapping> T of(T mapping) {
        var context = new GenericWebApplicationContext();
        context.registerBean(Some.class);
        context.refresh();
        mapping.setApplicationContext(context);
        mapping.afterPropertiesSet();
        return mapping;
    }

    private static final class Counting extends Routes {
        private int compared;

        @Override
        protected @Nullable RequestMappingInfo getMatchingMapping(
                RequestMappingInfo route, HttpServletRequest request) {
            compared++;
            return super.getMatchingMapping(route, request);
        }
    }

    @Controller
    static final class Some {
        @GetMapping("/")
        void home() {}

        @GetMapping("/o/{org}")
        void start() {}

        @GetMapping("/o/{org}/users")
        void list() {}

        @GetMapping(path = "/o/{org}/users", produces = "application/json")
        void listAsJson() {}

        @PostMapping("/o/{org}/users")
        void create() {}

        @GetMapping("/o/{org}/users/new")
        void form() {}

        @GetMapping({"/o/{org}/users/{user}", "/o/{org}/people/{user}"})
        void show() {}

        @DeleteMapping("/o/{org}/users/{user}")
        void delete() {}

        @GetMapping("/o/{org}/users/{name}.csv")
        void export() {}

        @GetMapping("/o/{org}/users/{user}/{tab}")
        void tab() {}

        @GetMapping("/o/{org}/users/{user}/new")
        void add() {}

        @GetMapping("/o/acme/**")
        void everythingElse() {}
    }
}
