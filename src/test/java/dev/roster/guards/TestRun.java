package dev.roster.guards;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs tests, in a process of its own, and writes down which of them fail. */
final class TestRun {
    private final URLClassLoader loader;

    private TestRun(List<Path> folders) throws IOException {
        var urls = new ArrayList<URL>();
        for (var folder : folders) {
            urls.add(folder.toUri().toURL());
        }
        // The classes of this package are no part of what is tested, and have another loader.
        this.loader = new URLClassLoader(urls.toArray(URL[]::new), TestRun.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
    }

    /**
     * What is to be done.
     *
     * @param written where to write to
     * @param changed where changed classes lie, or those that were there before; empty for none
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

    /** Given the folders of classes, reads an order a line until its input ends. */
    public static void main(String[] folders) throws Exception {
        var run = new TestRun(List.of(folders).stream().map(Path::of).toList());
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = orders.readLine(); line != null; line = orders.readLine()) {
            run.carryOut(Order.read(line));
        }
        System.exit(0); // whatever a test leaves running
    }

    private void carryOut(Order order) throws Exception {
        var failures = new Failures();
        if (!order.changed().isEmpty()) {
            try {
                Agent.redefine(Path.of(order.changed()), loader);
            } catch (UnsupportedOperationException beyondBodiesOfMethods) {
                failures.cannotBeTried(beyondBodiesOfMethods);
            }
        }
        if (failures.isEmpty()) {
            run(order.test(), order.only(), failures);
        }
        var draft = order.written().resolveSibling("draft");
        Files.write(draft, failures.lines());
        Files.move(draft, order.written());
    }

    private void run(String test, String only, Failures failures) throws ClassNotFoundException {
        int dot = test.lastIndexOf('.');
        var type = loader.loadClass(test.substring(0, dot));
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectMethod(type, Tests.method(type, test.substring(dot + 1))))
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true");
        Only.run(only);
        LauncherFactory.create().execute(request.build(), failures);
    }
}
