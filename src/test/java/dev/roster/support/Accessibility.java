package dev.roster.support;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * axe-core's findings on a page. The script runs directly, without Deque's builder, which would transfer every passed rule
 * with all of its elements from the browser.
 */
public final class Accessibility {
    private static final String SCRIPT = script();
    private static final String RUN = """
            ({rules, exclude}) => axe.run({exclude}, {resultTypes: ["violations"], ...(rules.length > 0 ? {runOnly: rules} : {})})
                .then(found => found.violations.map(rule => rule.id + " at " + rule.nodes[0].html))
            """;

    /** The API reference has a hundred operations of one template, and takes a minute to check. */
    private static final List<String> REPEATED = List.of(".reference-section ~ .reference-section");

    private Accessibility() {}

    /** @param rules the ids of the only rules to check; none for all */
    @SuppressWarnings("unchecked") // the script returns a list of strings
    public static List<String> violations(Page page, String... rules) {
        if (Boolean.FALSE.equals(page.evaluate("'axe' in window"))) {
            page.evaluate(SCRIPT);
        }
        return (List<String>) page.evaluate(RUN, Map.of("rules", List.of(rules), "exclude", REPEATED));
    }

    private static String script() {
        try (var file = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
