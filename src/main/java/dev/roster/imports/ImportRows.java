package dev.roster.imports;

import dev.roster.http.Texts;
import dev.roster.importfile.ImportRow;
import dev.roster.imports.RowOutcome.Outcome;
import dev.roster.shared.Cursor;
import dev.roster.shared.InvalidException;
import dev.roster.shared.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reports the results of the rows of an import, including those so far while it runs. */
@Component
public class ImportRows {
    /** The maximum number of changed rows on the page of an import. */
    public static final int MOST_SHOWN = 100;

    private static final int CHUNKS_SHOWN = 20;
    private static final int CHUNKS_AT_ONCE = 4;

    private final ChunkRepository chunks;

    ImportRows(ChunkRepository chunks) {
        this.chunks = chunks;
    }

    /** A rejected row: as sent, without its password hash, and the reason. */
    record Rejected(ImportRow row, RowResult result) {
        String reason(Import shown, Texts texts) {
            return Objects.requireNonNull(result.refusal()).sentence(texts, shown::column);
        }
    }

    /**
     * One page, in the order of the file.
     *
     * @param outcome only rows with this outcome; null for all
     */
    Page<RowResult> list(Import shown, @Nullable Outcome outcome, @Nullable Cursor at, int limit) {
        int after = at == null ? 0 : line(at, shown.id());
        var rows = reports(shown, after, outcome == Outcome.REJECTED)
                .flatMap(ImportRows::results)
                .filter(row -> row.line() > after)
                .filter(row -> outcome == null || row.is(outcome))
                .limit(limit + 1L)
                .toList();
        return Page.of(rows, limit, null, row -> new Cursor.Position(Integer.toString(row.line()), shown.id()));
    }

    /** The first rows that change an existing user, or about which there is something to note. */
    List<RowResult> telling(Import shown) {
        return reports(shown, 0, false)
                .limit(CHUNKS_SHOWN)
                .flatMap(ImportRows::results)
                .filter(row ->
                        !row.changesOrNone().isEmpty() || !row.notesOrNone().isEmpty())
                .limit(MOST_SHOWN)
                .toList();
    }

    /** All rejected rows so far. Read lazily while it is consumed. */
    Stream<Rejected> rejected(Import shown) {
        return reports(shown, 0, true).flatMap(ImportRows::rejected);
    }

    private Stream<Chunk.Report> reports(Import shown, int afterLine, boolean rejectedOnly) {
        return Stream.iterate(
                        next(shown, afterLine, -1, rejectedOnly),
                        batch -> !batch.isEmpty(),
                        batch -> next(shown, afterLine, batch.getLast().number(), rejectedOnly))
                .flatMap(List::stream);
    }

    private List<Chunk.Report> next(Import shown, int afterLine, int afterNumber, boolean rejectedOnly) {
        return chunks.list(shown.organization(), shown.id(), afterLine, afterNumber, rejectedOnly, CHUNKS_AT_ONCE);
    }

    private static Stream<RowResult> results(Chunk.Report report) {
        return report.results().stream().sorted(Comparator.comparingInt(RowResult::line));
    }

    private static Stream<Rejected> rejected(Chunk.Report report) {
        var rows = report.rejected().stream().collect(Collectors.toMap(ImportRow::line, Function.identity()));
        return results(report)
                .filter(RowResult::isRejected)
                .map(result -> new Rejected(Objects.requireNonNull(rows.get(result.line())), result));
    }

    private static int line(Cursor at, UUID id) {
        if (!at.position().id().equals(id)) {
            throw InvalidException.of("after", "cursor");
        }
        try {
            return Integer.parseInt(at.position().value());
        } catch (NumberFormatException notOurs) {
            throw InvalidException.of("after", "cursor");
        }
    }
}
