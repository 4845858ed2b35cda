package dev.roster.http;

import dev.roster.access.AccessProblem;
import dev.roster.shared.Problem;
import dev.roster.shared.ProblemException;
import java.util.Arrays;

/** What can go wrong with a request before any feature sees it. */
public enum WebProblem implements Problem {
    MALFORMED("malformed", 400),
    CSRF("form-expired", 403),
    METHOD_NOT_ALLOWED("method-not-allowed", 405),
    NOT_ACCEPTABLE("not-acceptable", 406),
    /** {@code If-Match} names a version that is no longer current. */
    PRECONDITION_FAILED("precondition-failed", 412),
    TOO_LARGE("too-large", 413),
    ADDRESS_TOO_LONG("address-too-long", 414),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415),
    INVALID("invalid", 422),
    FAULT("fault", 500),
    UNAVAILABLE("unavailable", 503);

    private static final long SECONDS_TO_WAIT = 2;

    private final String code;
    private final int status;

    WebProblem(String code, int status) {
        this.code = code;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    /** What Roster depends on is away for the moment: with {@code retryAfter} in seconds. */
    public static ProblemException unavailable() {
        return UNAVAILABLE.with().detail("retryAfter", SECONDS_TO_WAIT);
    }

    public static ProblemException ofStatus(int status) {
        return switch (status) {
            case 401 -> AccessProblem.UNAUTHENTICATED.with();
            case 403 -> AccessProblem.FORBIDDEN.with("–");
            case 404 -> AccessProblem.NOT_FOUND.with();
            default ->
                Arrays.stream(values())
                        .filter(p -> p.status == status)
                        .findFirst()
                        .orElse(status >= 500 ? FAULT : MALFORMED)
                        .with();
        };
    }
}
