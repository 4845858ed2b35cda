package dev.roster.shared;

import java.util.List;
import java.util.Map;

/** Thrown when a request is refused. Has no stack trace: it is an answer, not a failure. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;
    private final transient List<Object> arguments;
    private final transient Map<String, Object> details;

    ProblemException(Problem problem, Object... arguments) {
        this(problem, List.of(arguments), Map.of());
    }

    private ProblemException(Problem problem, List<Object> arguments, Map<String, Object> details) {
        super(problem.code(), null, false, false);
        this.problem = problem;
        this.arguments = arguments;
        this.details = details;
    }

    /** The same problem with an additional member in its JSON (RFC 9457, section 3.2). */
    public ProblemException detail(String name, Object value) {
        return new ProblemException(problem, arguments, Map.of(name, value));
    }

    public Problem problem() {
        return problem;
    }

    /** The arguments of its message. */
    public List<Object> arguments() {
        return arguments;
    }

    /** Members of the JSON besides the standard ones. */
    public Map<String, Object> details() {
        return details;
    }
}
