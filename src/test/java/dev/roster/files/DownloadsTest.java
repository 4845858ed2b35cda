package dev.roster.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roster.files.Downloads.Columns;
import dev.roster.shared.Ids;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.ProblemException;
import dev.roster.support.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

class DownloadsTest {
    private static final TestServer SERVER = TestServer.get();
    private static final Columns<String> COLUMNS =
            new Columns<>(List.of("word"), word -> new @Nullable Object[] {word}, word -> Map.of("word", word));

    private static final OrganizationId OURS = new OrganizationId(Ids.next());
    private static final OrganizationId THEIRS = new OrganizationId(Ids.next());
    private static final OrganizationId SOMEBODYS = new OrganizationId(Ids.next());

    private final Downloads downloads = SERVER.bean(Downloads.class);

    private MockHttpServletResponse send(FileFormat format, Consumer<Consumer<String>> rows) {
        return send(OURS, format, rows);
    }

    private MockHttpServletResponse send(
            OrganizationId organization, FileFormat format, Consumer<Consumer<String>> rows) {
        var response = new MockHttpServletResponse();
        try {
            downloads.send(response, organization, format, "words", false, COLUMNS, rows);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return response;
    }

    /** Each begins while the one before is in progress. */
    private void sendWithin(OrganizationId... organizations) {
        send(organizations[0], FileFormat.NDJSON, row -> {
            if (organizations.length > 1) {
                sendWithin(Arrays.copyOfRange(organizations, 1, organizations.length));
            }
        });
    }

    @Test
    void two_of_an_organization_are_under_way_at_once_and_others_still_get_theirs() {
        sendWithin(OURS, OURS, THEIRS, THEIRS);
        assertThatThrownBy(() -> sendWithin(OURS, OURS, OURS))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().code()).isEqualTo("too-many-requests");
                    assertThat(refused.details()).containsEntry("retryAfter", 60L);
                });
        sendWithin(OURS, OURS);
    }

    @Test
    void four_of_all_are_under_way_at_once_and_the_next_is_asked_to_come_back() {
        assertThatThrownBy(() -> sendWithin(OURS, OURS, THEIRS, THEIRS, SOMEBODYS))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().code()).isEqualTo("busy");
                    assertThat(refused.details()).containsEntry("retryAfter", 60L);
                });
        sendWithin(OURS, OURS, THEIRS, THEIRS);
    }

    @Test
    void a_client_that_reads_for_more_than_an_hour_gets_an_incomplete_file() throws Exception {
        var response = new MockHttpServletResponse();

        assertThatThrownBy(() -> downloads.send(response, OURS, FileFormat.CSV, "words", false, COLUMNS, row -> {
                    row.accept("one");
                    SERVER.clock().advance(Duration.ofMinutes(61));
                    row.accept("two");
                }))
                .hasMessageContaining("took longer than");
        assertThat(response.getContentAsString()).doesNotContain("two");
        sendWithin(OURS, OURS);
    }

    @Test
    void both_formats_say_what_they_are() throws Exception {
        var csv = send(FileFormat.CSV, row -> row.accept("=a,b"));
        var lines = send(FileFormat.NDJSON, row -> row.accept("ä\n"));

        assertThat(csv.getContentAsString()).isEqualTo("word\r\n\"'=a,b\"\r\n");
        assertThat(csv.getHeader("Content-Disposition")).isEqualTo("attachment; filename=\"words.csv\"");
        assertThat(lines.getContentAsString()).isEqualTo("{\"word\":\"ä\\n\"}\n");
        assertThat(lines.getContentType()).isEqualTo("application/x-ndjson;charset=UTF-8");
    }
}
