package dev.roster.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.roster.RosterApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages for operators show commands that exist, and lead to pages and files that exist. */
@Tag("fast")
class OperationsPagesTest {
    private static final Pattern COMMAND = Pattern.compile("(?m)^(?:sudo )?roster ([a-z][^\\n]*)$");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\\$\\([^)]*\\)\\S*|[^\\s']*\\$\\([^)]*\\)\\S*|\\S+");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    static Stream<Path> pages() throws IOException {
        try (var files = Files.walk(Path.of("docs/operations"))) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void each_command_is_one_of_roster(Path page) throws IOException {
        for (var words : commands(Files.readString(page))) {
            assertThatCode(() -> Commands.line(
                                    new Invocation(Map.of(), RosterApplication::application, System.out, System.err))
                            .parseArgs(words.toArray(String[]::new)))
                    .as("roster %s", String.join(" ", words))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void each_link_leads_somewhere(Path page) throws IOException {
        assertThat(LINK.matcher(Files.readString(page)).results().map(link -> page.resolveSibling(link.group(1))))
                .allSatisfy(target -> assertThat(target).exists());
    }

    private static List<List<String>> commands(String page) {
        return COMMAND.matcher(page)
                .results()
                .map(found -> WORD.matcher(found.group(1))
                        .results()
                        .map(MatchResult::group)
                        .takeWhile(word -> !word.startsWith(">"))
                        .toList())
                .toList();
    }
}
