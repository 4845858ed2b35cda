package dev.roster.api;

import dev.roster.http.StorableTime;
import dev.roster.http.WebProblem;
import dev.roster.shared.Cursor;
import dev.roster.shared.Ids;
import dev.roster.shared.InvalidException;
import dev.roster.shared.Text;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.RecordComponent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Binds the query strings of the API to {@link Query} records and refuses unknown parameters. */
@Component
final class Queries implements HandlerMethodArgumentResolver, HandlerInterceptor, WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/v1/**");
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(Query.class);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        boolean readsNone = handler instanceof HandlerMethod method
                && Arrays.stream(method.getMethodParameters()).noneMatch(this::supportsParameter);
        if (readsNone) {
            var errors = new InvalidException.Collector();
            given(request, errors).keySet().forEach(name -> errors.add(name, "unknown"));
            errors.throwIfAny();
        }
        return true;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        var request = (HttpServletRequest) web.getNativeRequest();
        var errors = new InvalidException.Collector();
        var given = given(request, errors);
        var query = read(parameter.getParameterType(), given, errors);
        given.keySet().forEach(name -> errors.add(name, "unknown"));
        errors.throwIfAny();
        return query;
    }

    /** Takes the parameters of the record out of those given, and those of the records in it. */
    private static Object read(Class<?> query, Map<String, String> given, InvalidException.Collector errors) {
        var values = Arrays.stream(query.getRecordComponents())
                .map(component -> component.isAnnotationPresent(Query.class)
                        ? read(component.getType(), given, errors)
                        : read(component, given.remove(component.getName()), errors))
                .toArray();
        return BeanUtils.instantiateClass(query.getDeclaredConstructors()[0], values);
    }

    private static @Nullable Object read(
            RecordComponent component, @Nullable String text, InvalidException.Collector errors) {
        var name = component.getName();
        var type = component.getType();
        if (text == null || text.isBlank()) {
            return type == PageSize.class ? PageSize.DEFAULT : type == boolean.class ? false : null;
        }
        if (Text.hasControlCharacters(text)) {
            errors.add(name, "control-characters");
            return type == boolean.class ? false : null;
        }
        if (type == String.class) {
            return text;
        }
        if (type == boolean.class) {
            if (!text.equals("true") && !text.equals("false")) {
                errors.add(name, "true-or-false");
            }
            return text.equals("true");
        }
        if (type == Boolean.class) {
            return found(name, flag(text), errors, "true-or-false");
        }
        if (type == PageSize.class) {
            return found(name, limit(text), errors, "out-of-range", 1, PageSize.MOST);
        }
        if (type == Cursor.class) {
            return found(name, Cursor.read(text).filter(c -> !c.backwards()), errors, "cursor");
        }
        if (type == UUID.class) {
            return found(name, Ids.read(text), errors, "id");
        }
        if (type == Instant.class) {
            return found(name, StorableTime.read(text).map(OffsetDateTime::toInstant), errors, "time");
        }
        throw new IllegalStateException("no query parameter can be a " + type);
    }

    private static <T> @Nullable T found(
            String name, Optional<T> value, InvalidException.Collector errors, String code, Object... arguments) {
        if (value.isEmpty()) {
            errors.add(name, code, arguments);
        }
        return value.orElse(null);
    }

    private static Optional<Boolean> flag(String text) {
        return text.equals("true") || text.equals("false") ? Optional.of(text.equals("true")) : Optional.empty();
    }

    private static Optional<PageSize> limit(String text) {
        try {
            var rows = Integer.parseInt(text);
            return rows < 1 || rows > PageSize.MOST ? Optional.empty() : Optional.of(new PageSize(rows));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** From the query string alone: the container's parameters would include those of a form body. */
    private static Map<String, String> given(HttpServletRequest request, InvalidException.Collector errors) {
        var given = new LinkedHashMap<String, String>();
        var query = request.getQueryString();
        if (query == null) {
            return given;
        }
        for (var pair : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            var equals = pair.indexOf('=');
            var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (given.put(name, decoded(equals < 0 ? "" : pair.substring(equals + 1))) != null) {
                errors.add(name, "repeated");
            }
        }
        return given;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException halfAnEscape) {
            throw WebProblem.MALFORMED.with();
        }
    }
}
