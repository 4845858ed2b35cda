package dev.roster.factors;

import dev.roster.ui.Screens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Restricts a user who needs a second factor and has none to setting one up, or signing out. They hold nothing until then; this only
 * tells them.
 */
@Component
class FactorRequired implements HandlerInterceptor, WebMvcConfigurer {
    private final Screens screens;

    FactorRequired(Screens screens) {
        this.screens = screens;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .addPathPatterns("/o/**", "/me/**", "/organizations", "/operator/**", "/oauth2/organization")
                .excludePathPatterns(MyFactorPages.PATH + "/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var screen = screens.of(request, response);
        // A password that others chose is replaced first.
        if (!screen.signedIn() || !screen.me().mustAddFactor() || screen.me().mustChangePassword()) {
            return true;
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", MyFactorPages.PATH);
        return false;
    }
}
