package dev.roster.http;

import dev.roster.shared.ProblemException;
import jakarta.servlet.http.HttpServletResponse;

/** Says when to try again, where a form is shown once more because it was sent too often (RFC 6585, section 4). */
public final class RetryAfter {
    private RetryAfter() {}

    /** Sets the header where the refusal names a time; else does nothing. */
    public static void tell(HttpServletResponse response, ProblemException refused) {
        if (refused.details().get("retryAfter") instanceof Number seconds) {
            response.setHeader("Retry-After", seconds.toString());
        }
    }
}
