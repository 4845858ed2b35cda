package dev.roster.guards;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.springframework.core.NestedExceptionUtils;

/** The failed tests, one per line: whether an assertion failed or something broke, the test's name, and the message. */
final class Failures implements TestExecutionListener {
    /** The prefix of failed assertions. */
    static final String FAILED = "failed";

    private static final String BROKE = "broke";
    private static final int LONGEST = 200;

    private final List<String> lines = new ArrayList<>();
    private int run;

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        run += test.isTest() ? 1 : 0;
        if (result.getStatus() != Status.SUCCESSFUL) {
            var thrown = unwrapped(result.getThrowable().orElseThrow());
            add(thrown instanceof AssertionError ? FAILED : BROKE, test.getLegacyReportingName(), said(thrown));
        }
    }

    void cannotBeTried(Throwable thrown) {
        add(BROKE, "", said(thrown));
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    List<String> lines() {
        return run == 0 && lines.isEmpty() ? List.of(BROKE + "\t\tno test was run") : List.copyOf(lines);
    }

    private void add(String kind, String test, String said) {
        lines.add("%s\t%s\t%s".formatted(kind, test, said));
    }

    /** Why a class could not be initialised, if that is all that is reported. */
    private static Throwable unwrapped(Throwable thrown) {
        return thrown instanceof ExceptionInInitializerError
                ? NestedExceptionUtils.getMostSpecificCause(thrown)
                : thrown;
    }

    private static String said(Throwable thrown) {
        var text = String.valueOf(thrown.getMessage()).strip().replaceAll("\\s+", " ");
        var whole = thrown instanceof AssertionError ? text : thrown.getClass().getSimpleName() + ": " + text;
        return whole.length() > LONGEST ? whole.substring(0, LONGEST) + "…" : whole;
    }
}
