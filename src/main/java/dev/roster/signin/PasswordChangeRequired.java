package dev.roster.signin;

import dev.roster.ui.Screens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Restricts a user who was handed a password to choosing their own, or signing out. */
@Component
class PasswordChangeRequired implements HandlerInterceptor, WebMvcConfigurer {
    private final Screens screens;

    PasswordChangeRequired(Screens screens) {
        this.screens = screens;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .addPathPatterns("/o/**", "/me/**", "/organizations", "/operator/**")
                .excludePathPatterns("/me/password");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var screen = screens.of(request, response);
        if (!screen.signedIn() || !screen.me().mustChangePassword()) {
            return true;
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "/me/password");
        return false;
    }
}
