package dev.roster.files;

import dev.roster.access.AccessProblem;
import dev.roster.shared.OrganizationId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Streams lists as files. Any failure on the way ends in an exception that leaves the file incomplete, so that the container
 * breaks the connection: a partial file never looks complete.
 */
@Component
public final class Downloads {
    /** A download holds a database connection while it runs. */
    private static final int AT_ONCE = 4;

    /** So that no organization blocks the downloads of others. */
    private static final int AT_ONCE_OF_ORGANIZATION = 2;

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final long SECONDS_TO_WAIT = 60;

    private final Map<OrganizationId, Integer> underWay = new HashMap<>();
    private final JsonMapper json;
    private final Clock clock;

    Downloads(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /**
     * How a row is written in each format.
     *
     * @param columns named like the members of the JSON
     * @param cells of a row, one per column
     * @param json of a row, as in a list of the API
     */
    public record Columns<T>(List<String> columns, Function<T, @Nullable Object[]> cells, Function<T, Object> json) {
        public Columns {
            columns = List.copyOf(columns);
        }
    }

    /**
     * Sends a file.
     *
     * @param organization the one that owns the rows
     * @param name of the file without the extension: letters, digits and hyphens
     * @param mark whether CSV begins with a byte-order mark, for spreadsheets
     * @param rows supplies the rows, in order
     * @throws dev.roster.shared.ProblemException {@code too-many-requests} if the organization has as many in progress as it
     *     may, {@code busy} if all organizations together have
     */
    public <T> void send(
            HttpServletResponse response,
            OrganizationId organization,
            FileFormat format,
            String name,
            boolean mark,
            Columns<T> columns,
            Consumer<Consumer<T>> rows)
            throws IOException {
        takePlace(organization);
        try {
            switch (format) {
                case CSV -> sendCsv(response, name, mark, columns, rows);
                case NDJSON -> sendLines(response, name, columns, rows);
            }
        } finally {
            leavePlace(organization);
        }
    }

    private synchronized void takePlace(OrganizationId organization) {
        if (underWay.getOrDefault(organization, 0) == AT_ONCE_OF_ORGANIZATION) {
            throw AccessProblem.TOO_MANY_REQUESTS
                    .with(Duration.ofSeconds(SECONDS_TO_WAIT).toMinutes())
                    .detail("retryAfter", SECONDS_TO_WAIT);
        }
        if (underWay.values().stream().mapToInt(Integer::intValue).sum() == AT_ONCE) {
            throw AccessProblem.BUSY.with().detail("retryAfter", SECONDS_TO_WAIT);
        }
        underWay.merge(organization, 1, Integer::sum);
    }

    private synchronized void leavePlace(OrganizationId organization) {
        underWay.computeIfPresent(organization, (_, places) -> places == 1 ? null : places - 1);
    }

    private <T> void sendCsv(
            HttpServletResponse response, String name, boolean mark, Columns<T> columns, Consumer<Consumer<T>> rows)
            throws IOException {
        var csv = Csv.to(response, name, mark, columns.columns().toArray(String[]::new));
        rows.accept(untilTooLate(row -> csv.row(columns.cells().apply(row))));
        csv.end();
    }

    private <T> void sendLines(
            HttpServletResponse response, String name, Columns<T> columns, Consumer<Consumer<T>> rows)
            throws IOException {
        begin(response, FileFormat.NDJSON, name);
        var out = new BufferedOutputStream(response.getOutputStream());
        rows.accept(untilTooLate(row -> {
            try {
                out.write(json.writeValueAsBytes(columns.json().apply(row)));
                out.write('\n');
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }));
        out.flush();
    }

    /** A client that reads this slowly only wants to hold a slot. */
    private <T> Consumer<T> untilTooLate(Consumer<T> write) {
        var end = clock.instant().plus(LONGEST);
        return row -> {
            if (clock.instant().isAfter(end)) {
                throw new IllegalStateException("a download took longer than " + LONGEST);
            }
            write.accept(row);
        };
    }

    static void begin(HttpServletResponse response, FileFormat format, String name) {
        response.setContentType(format.contentType());
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "." + format.key() + "\"");
        response.setHeader("Cache-Control", "no-store");
    }
}
