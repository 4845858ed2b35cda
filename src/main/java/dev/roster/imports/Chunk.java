package dev.roster.imports;

import dev.roster.importfile.ImportRow;
import dev.roster.person.KnownAs;
import dev.roster.shared.OrganizationId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A few hundred rows that are written together.
 *
 * @param rows as sent: those still to be processed, and after a dry run those that it has tried
 */
record Chunk(List<ImportRow> rows, Report report) {

    /**
     * The results of the rows that are done.
     *
     * @param number the chunk's place in the file, from 0
     * @param results by line
     * @param rejected the rows that were rejected, without their password hashes
     */
    record Report(int number, List<RowResult> results, List<ImportRow> rejected) {
        private Set<Integer> lines() {
            return results.stream().map(RowResult::line).collect(Collectors.toSet());
        }
    }

    /** The rows that are not done yet. */
    List<ImportRow> pending() {
        var done = report.lines();
        return rows.stream().filter(row -> !done.contains(row.line())).toList();
    }

    /** This chunk without anything about this person: their rows are only counted, and none of them is processed any more. */
    Chunk without(OrganizationId organization, KnownAs known) {
        var lines = Stream.concat(
                        Stream.concat(rows.stream(), report.rejected().stream())
                                .filter(row -> row.isFor(organization, known))
                                .map(ImportRow::line),
                        report.results().stream()
                                .filter(result -> known.user().value().equals(result.user()))
                                .map(RowResult::line))
                .collect(Collectors.toSet());
        return new Chunk(
                erased(rows, lines),
                new Report(
                        report.number(),
                        report.results().stream()
                                .map(result -> lines.contains(result.line()) ? result.erased() : result)
                                .toList(),
                        erased(report.rejected(), lines)));
    }

    private static List<ImportRow> erased(List<ImportRow> rows, Set<Integer> lines) {
        return rows.stream()
                .map(row -> lines.contains(row.line()) ? row.erased() : row)
                .toList();
    }

    /** This chunk with the results of more rows. */
    Chunk with(List<RowResult> more) {
        var refused =
                more.stream().filter(RowResult::isRejected).map(RowResult::line).collect(Collectors.toSet());
        var rejected = rows.stream().filter(row -> refused.contains(row.line())).map(ImportRow::withoutHash);
        return new Chunk(
                rows,
                new Report(
                        report.number(),
                        Stream.concat(report.results().stream(), more.stream()).toList(),
                        Stream.concat(report.rejected().stream(), rejected).toList()));
    }
}
