package dev.roster.guards;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs tests in a separate process, and records which of them fail. */
final class TestRun {
    private static final ClassLoader LOADER = TestRun.class.getClassLoader();

    private TestRun() {}

    /**
     * A job.
     *
     * @param written the file to write to
     * @param changed the folder of changed classes, or of the original ones; empty for none
     * @param test {@code dev.roster.roles.RolesTest.method}
     * @param only as {@link Only} takes it
     */
    record Order(Path written, String changed, String test, String only) {
        private static final String SEPARATOR = "\t";

        String line() {
            return String.join(SEPARATOR, written.toString(), changed, test, only);
        }

        static Order read(String line) {
            var parts = line.split(SEPARATOR, -1);
            return new Order(Path.of(parts[0]), parts[1], parts[2], parts[3]);
        }
    }

    /** Reads one job per line until its input ends. */
    public static void main(String[] arguments) throws Exception {
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = orders.readLine(); line != null; line = orders.readLine()) {
            carryOut(Order.read(line));
        }
        System.exit(0); // whatever a test leaves running
    }

    private static void carryOut(Order order) throws Exception {
        var failures = new Failures();
        if (!order.changed().isEmpty()) {
            try {
                Agent.redefine(Path.of(order.changed()), LOADER);
            } catch (UnsupportedOperationException beyondBodiesOfMethods) {
                failures.cannotBeTried(beyondBodiesOfMethods);
            }
        }
        if (failures.isEmpty()) {
            run(order.test(), order.only(), failures);
        }
        var draft = order.written().resolveSibling("draft");
        // A test's output may contain an unpaired surrogate, which no strict encoder accepts.
        Files.write(draft, String.join("\n", failures.lines()).getBytes(StandardCharsets.UTF_8));
        Files.move(draft, order.written());
    }

    private static void run(String test, String only, Failures failures) throws ClassNotFoundException {
        int dot = test.lastIndexOf('.');
        var type = LOADER.loadClass(test.substring(0, dot));
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectMethod(type, Tests.method(type, test.substring(dot + 1))))
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true");
        Only.run(only);
        LauncherFactory.create().execute(request.build(), failures);
    }
}
