package dev.roster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each page of docs/api does what it shows, and gets the answers it shows. */
class DocumentationTest {
    static Stream<Path> pages() throws IOException {
        try (var files = Files.list(Path.of("docs/api"))) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        }
    }

    /** {@code mvn test -Dtest=DocumentationTest -Droster.docs=write} rewrites the answers. */
    @ParameterizedTest
    @MethodSource("pages")
    void every_example_is_answered_as_it_is_shown(Path page) throws IOException {
        var shown = Files.readString(page);
        var done = PageRun.of(shown);
        if ("write".equals(System.getProperty("roster.docs"))) {
            Files.writeString(page, done);
            return;
        }

        assertThat(shown).isEqualTo(done);
    }
}
