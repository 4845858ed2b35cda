package dev.roster.importfile;

import static dev.roster.support.ImportRequests.ended;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.roster.files.FileFormat;
import dev.roster.http.StrictJson;
import dev.roster.http.WebProblem;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import dev.roster.support.ApiClient;
import dev.roster.support.ApiClient.Answer;
import dev.roster.support.Company;
import dev.roster.support.ImportRequests;
import dev.roster.support.TestServer;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How much of a file is held at once, how large one may be, and how many there may be. */
class ImportLimitsTest {
    private static final TestServer SERVER = TestServer.get();
    private static final String NDJSON = "application/x-ndjson";
    private static final int WIDE = 60_000;

    private final Company company = SERVER.company("partner");
    private final ApiClient administrator = company.client("administrator");
    private final String imports = "/organizations/" + company.slug() + "/imports";

    @Test
    void wide_rows_are_held_a_few_at_a_time_and_each_is_reported() {
        int rows = 60;
        var file = IntStream.range(0, rows)
                .mapToObj(i -> "{\"email\":\"wide%d@%s.example\",\"displayName\":\"%s\"}\n"
                        .formatted(i, company.slug(), "x".repeat(WIDE)))
                .collect(Collectors.joining());

        var done = imported(file, "?dryRun=true");

        assertThat(done.text("/rejected")).isEqualTo("" + rows);
        assertThat(longest(done, "content")).isBetween(2 * WIDE, 11 * WIDE);
        assertThat(longest(done, "rejected_rows")).isLessThan(11 * WIDE);
        var lines = administrator.get(imports + "/" + done.text("/id") + "/rows?limit=100");
        assertThat(lines.items("line"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, rows)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(administrator
                        .get(imports + "/" + done.text("/id") + "/rejected.csv")
                        .response()
                        .body()
                        .lines())
                .hasSize(rows + 1);
    }

    @Test
    void a_row_of_many_groups_counts_for_as_much_as_it_takes() {
        var groups = IntStream.range(0, 10_000).mapToObj(_ -> "\"g\"").collect(Collectors.joining(","));
        var file = IntStream.range(0, 4)
                .mapToObj(i -> "{\"email\":\"many%d@%s.example\",\"displayName\":\"M\",\"groups\":[%s]}\n"
                        .formatted(i, company.slug(), groups))
                .collect(Collectors.joining());

        var done = imported(file, "?dryRun=true");

        assertThat(done.text("/rejected")).isEqualTo("4");
        assertThat(chunks(done)).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(FileFormat.class)
    void what_the_stream_refuses_ends_the_file_and_is_no_fault_of_a_row(FileFormat format) {
        var start = format == FileFormat.CSV ? "email,displayName\na@b.example,A\n" : "{\"email\":\"a@b.example\"}\n";
        var bytes = new SequenceInputStream(bytes(start), new TooMuch());

        assertThatThrownBy(() -> {
                    var file = ImportFile.open(
                            format, bytes, StandardCharsets.UTF_8, ColumnChoice.NONE, SERVER.bean(StrictJson.class));
                    for (int i = 0; i < 3; i++) {
                        file.next();
                    }
                })
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("too-large"));
    }

    @Test
    void a_line_of_json_has_64_thousand_characters_at_most() {
        var start = "{\"email\":\"a@b.example\",\"displayName\":\"";
        var longest = start + "x".repeat(NdjsonRows.LONGEST_LINE - start.length() - 2) + "\"}";

        assertThat(rows(bytes(longest)).next().fault()).isNull();
        assertThat(rows(bytes(" " + longest)).next().fault()).asString().contains("field=row, code=too-long");
    }

    @Test
    void of_an_endless_line_only_the_beginning_is_held() {
        int length = 32 * 1024 * 1024;
        var rows = rows(new EndlessRows(new byte[] {'x'}, length));
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();

        assertThat(rows.next().fault()).isNotNull();

        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(length / 8);
    }

    private static NdjsonRows rows(InputStream bytes) {
        var reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
        return new NdjsonRows(reader, SERVER.bean(StrictJson.class));
    }

    @Test
    void a_row_with_too_many_fields_is_not_collected() {
        var endless = new SequenceInputStream(bytes("email\n"), new EndlessRows(new byte[] {','}));

        assertThatThrownBy(() -> ImportFile.open(
                                FileFormat.CSV,
                                endless,
                                StandardCharsets.UTF_8,
                                ColumnChoice.NONE,
                                SERVER.bean(StrictJson.class))
                        .next())
                .isInstanceOf(InvalidException.class);
    }

    @Test
    void the_console_refuses_a_file_that_says_it_is_too_large_with_a_page() throws Exception {
        var visitor = company.visitor("administrator");
        var at = URI.create(SERVER.url(""));
        var cookies = visitor.cookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        try (var socket = new Socket(at.getHost(), at.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("""
                    POST %s HTTP/1.1\r
                    Host: localhost\r
                    Cookie: %s\r
                    X-XSRF-TOKEN: %s\r
                    Content-Type: text/csv\r
                    Content-Length: 1073741825\r
                    Connection: close\r
                    \r
                    email
                    """.formatted(company.path("/imports"), cookies, visitor.token())
                    .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readNBytes(20), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void an_organization_has_five_imports_under_way_and_another_still_gets_its_own() {
        var tried = ImportRequests.tried(administrator, imports);
        for (int i = 0; i < 5; i++) {
            underWay("queued");
        }

        var refused = administrator.sendFile(imports, "email\n".getBytes(StandardCharsets.UTF_8), "text/csv");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("too-many-imports");
        assertThat(refused.header("Retry-After")).contains("60");
        var page = company.visitor("administrator")
                .post(company.path("/imports"), Map.of("pasted", "email\na@b.example\n"));
        assertThat(page.status()).isEqualTo(429);
        assertThat(page.header("Retry-After")).isEqualTo("60");
        assertThat(administrator
                        .send("POST", imports + "/" + tried + "/run", null)
                        .code())
                .isEqualTo("too-many-imports");

        var other = SERVER.company("partner");
        assertThat(other.client("administrator")
                        .sendFile(
                                "/organizations/" + other.slug() + "/imports",
                                "email,displayName\na@b.example,A\n".getBytes(StandardCharsets.UTF_8),
                                "text/csv")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void a_token_sends_a_hundred_files_an_hour() {
        for (int i = 0; i < 100; i++) {
            assertThat(administrator.sendFile(imports, new byte[0], NDJSON).status())
                    .isEqualTo(422);
        }
        var last = administrator.sendFile(imports, new byte[0], NDJSON);
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.code()).isEqualTo("too-many-requests");
        assertThat(last.header("Retry-After")).isPresent();
    }

    private Answer imported(String file, String query) {
        var sent = administrator.sendFile(imports + query, file.getBytes(StandardCharsets.UTF_8), NDJSON);
        assertThat(sent.status()).isEqualTo(202);
        return ended(administrator, imports + "/" + sent.text("/id"));
    }

    private static int longest(Answer imported, String column) {
        return SERVER.bean(JdbcClient.class)
                .sql("select max(length(" + column + ")) from import_chunks where import_id = :id::uuid")
                .param("id", imported.text("/id"))
                .query(Integer.class)
                .single();
    }

    private static int chunks(Answer imported) {
        return SERVER.bean(JdbcClient.class)
                .sql("select count(*) from import_chunks where import_id = :id::uuid")
                .param("id", imported.text("/id"))
                .query(Integer.class)
                .single();
    }

    private void underWay(String status) {
        SERVER.bean(JdbcClient.class)
                .sql("""
                        insert into imports (id, organization_id, status, dry_run, mail, maker_kind, created_at)
                        values (:id, :organization, :status, true, false, 'roster', now())
                        """)
                .param("id", UUID.randomUUID())
                .param("organization", company.id().value())
                .param("status", status)
                .update();
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Like the body of a request that exceeds the limit. */
    private static final class TooMuch extends InputStream {
        @Override
        public int read() {
            throw WebProblem.TOO_LARGE.with();
        }
    }

    /** The same content repeated. */
    private static final class EndlessRows extends InputStream {
        private final byte[] row;
        private final long end;
        private long at;

        EndlessRows(byte[] row) {
            this(row, Long.MAX_VALUE);
        }

        EndlessRows(byte[] row, long end) {
            this.row = row;
            this.end = end;
        }

        @Override
        public int read() {
            return at++ < end ? row[(int) (at % row.length)] : -1;
        }
    }
}
