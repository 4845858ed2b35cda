package dev.roster.http;

import dev.roster.access.AccessProblem;
import dev.roster.installation.Outage;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns every exception of a controller, and failures outside of one, into a problem. */
@ControllerAdvice
@Controller
class ProblemAdvice implements ErrorController {
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final Problems problems;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void problem(ProblemException thrown, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(request, response, thrown);
    }

    @ExceptionHandler
    void invalid(InvalidException thrown, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(request, response, thrown);
    }

    @ExceptionHandler
    void unreadable(HttpMessageNotReadableException thrown, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (JsonInput.refusal(thrown)) {
            case InvalidException invalid -> problems.write(request, response, invalid);
            case ProblemException problem -> problems.write(request, response, problem);
            default -> throw thrown;
        }
    }

    /**
     * In a path it means not found; in a form it is a field like any other. Everywhere else in the API, {@code api} refuses
     * it.
     */
    @ExceptionHandler
    void mistyped(MethodArgumentTypeMismatchException thrown, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (thrown.getParameter().hasParameterAnnotation(RequestParam.class)) {
            problems.write(request, response, InvalidException.of(thrown.getName(), "type"));
        } else {
            problems.write(request, response, AccessProblem.NOT_FOUND.with());
        }
    }

    @ExceptionHandler
    void any(Exception thrown, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (thrown instanceof AccessDeniedException || thrown instanceof AuthenticationException) {
            throw thrown; // handled by Spring Security's own filters
        }
        if (thrown instanceof ErrorResponse known) {
            known.getHeaders().forEach((name, values) -> values.forEach(v -> response.addHeader(name, v)));
            problems.write(
                    request, response, WebProblem.ofStatus(known.getStatusCode().value()));
            return;
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(thrown)) {
            return; // the client is gone, and nothing is wrong here
        }
        if (response.isCommitted()) {
            throw thrown; // the container logs it and breaks the connection: a partial response must not look complete
        }
        var outage = Outage.find(thrown);
        if (outage.isPresent()) {
            log.warn("The database could not serve a request: {}", outage.get());
        } else {
            log.error("Request failed", thrown);
        }
        response.reset();
        RequestIds.say(request, response);
        problems.write(request, response, outage.isPresent() ? WebProblem.unavailable() : WebProblem.FAULT.with());
    }

    /** The container dispatches here what no controller saw: a refused body, a failed filter. */
    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return; // the error is not part of what was being sent
        }
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        RequestIds.giveIfMissing(request, response);
        problems.write(request, response, WebProblem.ofStatus(status));
    }
}
