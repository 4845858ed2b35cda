package dev.roster.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ConfigurationPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(ROSTER_[A-Z_]+)` \\| \\S.* \\| \\S.* \\|$");
    private static final Pattern MENTION = Pattern.compile("ROSTER_[A-Z_]+");

    private final String page = read();

    @Test
    void the_page_explains_exactly_the_settings_there_are() {
        assertThat(ROW.matcher(page).results().map(row -> row.group(1)))
                .containsExactly(
                        Arrays.stream(Setting.values()).map(Setting::variable).toArray(String[]::new));
    }

    @Test
    void the_page_mentions_no_setting_that_does_not_exist() {
        assertThat(MENTION.matcher(page).results().map(MatchResult::group))
                .isSubsetOf(Arrays.stream(Setting.values())
                        .flatMap(setting -> setting.confidential()
                                ? Stream.of(setting.variable(), setting.fileVariable())
                                : Stream.of(setting.variable()))
                        .toList());
    }

    @Test
    void the_row_of_each_secret_says_how_to_give_it_in_a_file() {
        assertThat(Arrays.stream(Setting.values()).filter(Setting::confidential))
                .allSatisfy(setting -> assertThat(page.lines())
                        .anySatisfy(line -> assertThat(line)
                                .startsWith("| `" + setting.variable() + "`")
                                .contains(setting.fileVariable())));
    }

    private static String read() {
        try {
            return Files.readString(Path.of("docs/configuration.md"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
