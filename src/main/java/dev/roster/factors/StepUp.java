package dev.roster.factors;

import dev.roster.access.Actor;
import dev.roster.access.RecentFactor;
import dev.roster.factor.Factors;
import dev.roster.session.Sessions;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Screen;
import dev.roster.ui.Screens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Asks for the second factor again before what a stolen session must not do. The page that asks sends the same form again, together
 * with the code, so that nothing typed is lost.
 */
@Component
class StepUp implements HandlerInterceptor, WebMvcConfigurer {
    /** The field with the code. */
    static final String CODE = "factorCode";

    private static final Duration RECENT = Duration.ofMinutes(10);

    private final Screens screens;
    private final Factors factors;
    private final Sessions sessions;
    private final TransactionOperations transactions;

    StepUp(Screens screens, Factors factors, Sessions sessions, TransactionOperations transactions) {
        this.screens = screens;
        this.factors = factors;
        this.sessions = sessions;
        this.transactions = transactions;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var recent = handler instanceof HandlerMethod method ? method.getMethodAnnotation(RecentFactor.class) : null;
        if (recent == null || !applies(recent, request)) {
            return true;
        }
        var screen = screens.of(request, response);
        if (!screen.signedIn() || !isTooOld(screen)) {
            return true;
        }
        var code = request.getParameter(CODE);
        if (code == null) {
            throw new StepUpNeededException(FormErrors.NONE);
        }
        use(screen, code);
        return true;
    }

    private static boolean applies(RecentFactor recent, HttpServletRequest request) {
        if (recent.by().isEmpty()) {
            return true;
        }
        var value = value(recent.by(), request);
        return (recent.only().length == 0 || Arrays.asList(recent.only()).contains(value))
                && !Arrays.asList(recent.except()).contains(value);
    }

    private static String value(String name, HttpServletRequest request) {
        var variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        var inPath = variables instanceof Map<?, ?> known ? known.get(name) : null;
        return String.valueOf(inPath == null ? request.getParameter(name) : inPath);
    }

    private static boolean isTooOld(Screen screen) {
        var usedAt = screen.me().factorAt();
        return usedAt != null && usedAt.plus(RECENT).isBefore(screen.now());
    }

    private void use(Screen screen, String code) {
        var actor = screen.me();
        try {
            // Counted for this session alone: who only knows the password uses up none of its attempts.
            var tries = factors.attempt(actor.user(), actor.session().toString());
            transactions.executeWithoutResult(_ -> use(actor, code));
            tries.giveBack();
        } catch (InvalidException wrong) {
            throw new StepUpNeededException(FormErrors.of(screen.texts(), wrong).named("code", CODE));
        } catch (ProblemException tooMany) {
            throw new StepUpNeededException(FormErrors.of(screen.texts(), tooMany));
        }
    }

    private void use(Actor.SignedIn actor, String code) {
        var kind = factors.use(actor.user(), code);
        sessions.factorUsed(actor.requireSelf(actor.user()), actor.session(), kind);
    }
}
