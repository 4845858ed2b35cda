package dev.roster.signin;

import dev.roster.throttle.Throttle;
import dev.roster.throttle.Throttle.Counted;
import dev.roster.throttle.Throttle.RateLimit;
import dev.roster.throttle.Throttle.Tries;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Slows down clients that guess links: to set a password, to an invitation, to the first operator's page. Links that are or
 * once were real do not count.
 */
@Component
class LinkGuesses implements WebMvcConfigurer, HandlerInterceptor {
    private static final RateLimit SOURCE = new RateLimit("link-source", 300, Duration.ofMinutes(10));
    private static final String TRIES = LinkGuesses.class.getName();

    private final Throttle throttle;

    LinkGuesses(Throttle throttle) {
        this.throttle = throttle;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/links/**", "/invitations/**", "/setup/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var source = Throttle.source(request.getRemoteAddr());
        request.setAttribute(TRIES, throttle.takeAll(List.of(new Counted(SOURCE, source))));
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception thrown) {
        boolean unknown = response.getStatus() == HttpStatus.NOT_FOUND.value();
        if (!unknown && request.getAttribute(TRIES) instanceof Tries tries) {
            tries.giveBack();
        }
    }
}
