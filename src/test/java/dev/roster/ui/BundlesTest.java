package dev.roster.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

/** The style sheet and the script are complete, and each part comes after those it depends on. */
@Tag("fast")
class BundlesTest {
    private static final Path STATIC = Path.of("src", "main", "resources", "static");
    private static final Pattern PART = Pattern.compile("(?m)^@?import \"\\./(.+)\";$");
    private static final Pattern NEEDS = Pattern.compile("(?m)^import .+ from \"\\./(.+)\";$");
    private static final Pattern TOP_LEVEL = Pattern.compile("(?m)^(?:const|let|class|function) (\\w+)");

    @ParameterizedTest
    @ValueSource(strings = {"css", "js"})
    void every_file_is_in_the_bundle_once(String kind) throws IOException {
        try (var files = Files.list(STATIC.resolve(kind))) {
            assertThat(parts(kind))
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> kind + "/" + file.getFileName()).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"css", "js"})
    void a_bundle_asks_for_nothing_more(String kind) {
        var bundle = Bundles.join(new ClassPathResource("static/roster." + kind));

        assertThat(bundle).doesNotContainPattern("(?m)^(@?import|export) ");
        assertThat(bundle).hasSizeGreaterThan(10_000);
    }

    @Test
    void a_module_comes_after_those_it_imports() throws IOException {
        var above = new HashSet<String>();
        for (var part : parts("js")) {
            var needed = find(NEEDS, Files.readString(STATIC.resolve(part)));
            assertThat(above).as(part + " imports").containsAll(needed);
            above.add(Path.of(part).getFileName().toString());
        }
    }

    @Test
    void no_two_modules_declare_the_same_name() {
        assertThat(find(TOP_LEVEL, Bundles.join(new ClassPathResource("static/roster.js"))))
                .doesNotHaveDuplicates();
    }

    /** A literal colour would suit only one theme. */
    @Test
    void components_take_their_colours_from_the_tokens() throws IOException {
        for (var part : parts("css")) {
            if (!part.equals("css/tokens.css")) {
                assertThat(Files.readString(STATIC.resolve(part)).lines())
                        .as(part)
                        .filteredOn(line -> !line.contains("url("))
                        .noneMatch(line -> line.matches(".*: .*#[0-9a-f]{3,8}\\b.*"));
            }
        }
    }

    private static List<String> parts(String kind) throws IOException {
        return find(PART, Files.readString(STATIC.resolve("roster." + kind)));
    }

    private static List<String> find(Pattern pattern, String text) {
        var found = new ArrayList<String>();
        pattern.matcher(text).results().forEach(match -> found.add(match.group(1)));
        return found;
    }
}
