package dev.roster.factors;

import dev.roster.http.LocalPath;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Html;
import dev.roster.ui.Screens;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** The page that asks for the second factor again, over the form that was sent. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class StepUpAdvice {
    private final Templates templates = new StaticTemplates();
    private final Screens screens;

    StepUpAdvice(Screens screens) {
        this.screens = screens;
    }

    @ExceptionHandler
    ResponseEntity<JteModel> ask(
            StepUpNeededException needed, HttpServletRequest request, HttpServletResponse response) {
        var screen = screens.of(request, response);
        var fields = new ArrayList<SentField>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals(StepUp.CODE) && !name.equals(screen.csrfParameter())) {
                Arrays.stream(values).map(value -> new SentField(name, value)).forEach(fields::add);
            }
        });
        var back = LocalPath.ofUrl(request.getHeader("Referer"), "/");
        var page = templates.factorStepUp(screen, request.getRequestURI(), fields, back, needed.errors());
        return needed.errors().isEmpty() ? Html.of(HttpStatus.FORBIDDEN.value(), page) : Html.of(needed.errors(), page);
    }
}
