package dev.roster.http;

import dev.roster.access.AccessProblem;
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

/** Turns whatever a controller throws, and what fails outside of one, into a problem. */
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

    /** In a path it names nothing; in a form it is a field like any other. What the API reads besides, {@code api} refuses. */
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
            throw thrown; // Spring Security's own filters answer these
        }
        if (thrown instanceof ErrorResponse known) {
            known.getHeaders().forEach((name, values) -> values.forEach(v -> response.addHeader(name, v)));
            problems.write(
                    request, response, WebProblem.ofStatus(known.getStatusCode().value()));
            return;
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(thrown)) {
            return; // nobody is there to be told, and nothing is wrong here
        }
        if (response.isCommitted()) {
            throw thrown; // the container logs it and breaks the connection, so that half an answer does not look whole
        }
        log.error("Request failed", thrown);
        response.reset();
        RequestIds.say(request, response);
        problems.write(request, response, WebProblem.FAULT.with());
    }

    /** Where the container sends what no controller saw: a refused body, a failed filter. */
    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return; // what went wrong is no part of what was being sent
        }
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        RequestIds.giveIfMissing(request, response);
        problems.write(request, response, WebProblem.ofStatus(status));
    }
}
