package dev.roster.installation;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Prints a single sentence for a refused start instead of a stack trace. Registered in {@code META-INF/spring.factories}. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RefusedStartReporter implements SpringBootExceptionReporter {
    @Override
    public boolean reportException(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartRefusedException refused) {
                System.err.println(refused.getMessage());
                return true;
            }
        }
        return false;
    }
}
