package dev.roster.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roster.support.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each index of memberships makes each change of a member dearer, so each has a reason, and there are few. */
class MembershipIndexesTest {
    private static final Path LIST = Path.of("docs/performance.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|]+ \\| [^|]+ \\|$");

    private final List<String> indexes = TestServer.get()
            .bean(JdbcClient.class)
            .sql("select indexrelid::regclass::text from pg_index where indrelid = 'memberships'::regclass")
            .query(String.class)
            .list();

    @Test
    void each_index_is_listed_with_what_needs_it_and_what_it_costs() throws Exception {
        var listed = ROW.matcher(Files.readString(LIST)).results().map(row -> row.group(1));

        assertThat(listed).containsExactlyInAnyOrderElementsOf(indexes);
    }

    @Test
    void there_are_no_more_than_eight() {
        assertThat(indexes).hasSizeLessThanOrEqualTo(8);
    }
}
