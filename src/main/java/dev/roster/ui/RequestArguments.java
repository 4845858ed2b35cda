package dev.roster.ui;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.http.ActorFilter;
import dev.roster.http.OrganizationAtHand;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Resolves the {@link Actor}, the {@link OrganizationAtHand} and the {@link Screen} as controller parameters. */
@Component
final class RequestArguments implements HandlerMethodArgumentResolver, WebMvcConfigurer {
    private final Screens screens;

    RequestArguments(Screens screens) {
        this.screens = screens;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        var type = parameter.getParameterType();
        return Actor.class.isAssignableFrom(type) || type == OrganizationAtHand.class || type == Screen.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        var request = (HttpServletRequest) web.getNativeRequest();
        var response = (HttpServletResponse) web.getNativeResponse();
        var type = parameter.getParameterType();
        if (type == Screen.class && response != null) {
            return screens.of(request, response);
        }
        var recognised = ActorFilter.recognised(request).orElseThrow(AccessProblem.UNAUTHENTICATED::with);
        if (type == OrganizationAtHand.class) {
            if (recognised.organization() == null) {
                throw AccessProblem.NOT_FOUND.with();
            }
            return recognised.organization();
        }
        if (!type.isInstance(recognised.actor())) {
            throw AccessProblem.NOT_FOUND.with();
        }
        return recognised.actor();
    }
}
