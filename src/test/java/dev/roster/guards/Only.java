package dev.roster.guards;

import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;

/** Of a test that generates many, runs only those with certain words in their names. */
public final class Only implements InvocationInterceptor {
    private static volatile String words = "";

    /** @param wanted empty for all */
    static void run(String wanted) {
        words = wanted;
    }

    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext test, ExtensionContext context) throws Throwable {
        if (context.getDisplayName().contains(words)) {
            invocation.proceed();
        } else {
            invocation.skip();
        }
    }
}
