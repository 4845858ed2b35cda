package dev.roster.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The API routes registered with Spring, in the order of {@code contract.yaml}. */
final class Operations {
    static final String BASE = "/api/v1";

    private Operations() {}

    /** @throws IllegalStateException for a route without texts, or texts without a route */
    static List<Operation> of(RequestMappingHandlerMapping mappings, ContractTexts texts) {
        var handlers = handlers(mappings);
        var operations = new ArrayList<Operation>();
        for (var resource : texts.resources()) {
            resource.operations().forEach((route, told) -> {
                var method = route.substring(0, route.indexOf(' '));
                var path = BASE + route.substring(route.indexOf(' ') + 1);
                var handler = handlers.remove(method + " " + path);
                if (handler == null) {
                    throw new IllegalStateException("contract.yaml describes a route that does not exist: " + route);
                }
                operations.add(new Operation(method, path, handler, resource.name(), told));
            });
        }
        if (!handlers.isEmpty()) {
            throw new IllegalStateException("not in contract.yaml: " + handlers.keySet());
        }
        return operations;
    }

    private static Map<String, HandlerMethod> handlers(RequestMappingHandlerMapping mappings) {
        var handlers = new TreeMap<String, HandlerMethod>();
        mappings.getHandlerMethods().forEach((mapping, handler) -> {
            for (var path : mapping.getPatternValues()) {
                boolean described = path.startsWith(BASE + "/") && handler.getBeanType() != ContractApi.class;
                for (var method : mapping.getMethodsCondition().getMethods()) {
                    if (described) {
                        handlers.put(method + " " + path, handler);
                    }
                }
            }
        });
        return handlers;
    }
}
