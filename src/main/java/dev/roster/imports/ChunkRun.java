package dev.roster.imports;

import dev.roster.access.Actor;
import dev.roster.access.Granted;
import dev.roster.imports.Import.Counts;
import dev.roster.shared.ProblemException;
import dev.roster.user.Imported;
import dev.roster.user.Imported.Outcome;
import dev.roster.user.UserImports;
import dev.roster.user.UserImports.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Does one chunk of an import, in the caller's transaction: its rows, what became of them, and the counts. */
@Component
class ChunkRun {
    private final ImportRepository repository;
    private final ChunkRepository chunks;
    private final UserImports users;

    ChunkRun(ImportRepository repository, ChunkRepository chunks, UserImports users) {
        this.repository = repository;
        this.chunks = chunks;
        this.users = users;
    }

    /**
     * Does the next chunk, or what it can of it.
     *
     * @return how long to wait before going on; nothing where no chunk is left
     * @throws ProblemException where the actor may import nothing here
     */
    Optional<Duration> next(Granted job, Actor actor, Import running) {
        chunks.hurry(job);
        return chunks.lockNext(job, running.id()).map(chunk -> carryOut(job, actor, running, chunk));
    }

    private Duration carryOut(Granted job, Actor actor, Import running, Chunk chunk) {
        var ended = chunk.results().stream().map(RowResult::line).collect(Collectors.toSet());
        var pending =
                chunk.rows().stream().filter(row -> !ended.contains(row.line())).toList();
        var results = new ArrayList<RowResult>();
        var rows = readable(pending, results);
        var outcomes = users.write(
                actor,
                running.organization(),
                rows.stream().map(ImportRow::user).toList(),
                effect(running));
        var wait = Duration.ZERO;
        for (int i = 0; i < rows.size(); i++) {
            var outcome = outcomes.get(i);
            if (outcome.outcome() == Outcome.POSTPONED) {
                wait = retryAfter(outcome);
            } else {
                results.add(RowResult.of(rows.get(i), outcome, running.dryRun()));
            }
        }
        store(job, running, chunk, results);
        // Last: the other lane waits for it.
        repository.addCounts(job, running.id(), counts(results));
        return wait;
    }

    private static Effect effect(Import running) {
        return running.dryRun() ? Effect.NONE : running.mail() ? Effect.WRITTEN_AND_MAILED : Effect.WRITTEN;
    }

    /** Those that can be tried at all; the others are rejected. */
    private static List<ImportRow> readable(List<ImportRow> pending, List<RowResult> results) {
        var readable = new ArrayList<ImportRow>();
        for (var row : pending) {
            if (row.fault() == null) {
                readable.add(row);
            } else {
                results.add(RowResult.rejected(row, row.fault()));
            }
        }
        return readable;
    }

    private static Counts counts(List<RowResult> results) {
        Map<String, Long> by =
                results.stream().collect(Collectors.groupingBy(RowResult::outcome, Collectors.counting()));
        return new Counts(
                count(by, Outcome.CREATED),
                count(by, Outcome.UPDATED),
                count(by, Outcome.UNCHANGED),
                count(by, Outcome.REJECTED));
    }

    private static int count(Map<String, Long> by, Outcome outcome) {
        return by.getOrDefault(outcome.key(), 0L).intValue();
    }

    /** Of what is done only rejected rows stay; a dry run keeps all, since it may be followed by the real one. */
    private void store(Granted job, Import running, Chunk chunk, List<RowResult> more) {
        var results = Stream.concat(chunk.results().stream(), more.stream()).toList();
        Set<Integer> done = results.stream()
                .filter(result -> !result.isRejected())
                .map(RowResult::line)
                .collect(Collectors.toSet());
        Set<Integer> rejected = results.stream()
                .filter(RowResult::isRejected)
                .map(RowResult::line)
                .collect(Collectors.toSet());
        var kept = running.dryRun()
                ? chunk.rows()
                : chunk.rows().stream()
                        .filter(row -> !done.contains(row.line()))
                        .map(row -> rejected.contains(row.line()) ? row.withoutHash() : row)
                        .toList();
        boolean all = chunk.rows().stream().allMatch(row -> done.contains(row.line()) || rejected.contains(row.line()));
        chunks.update(job, running.id(), new Chunk(chunk.number(), chunk.rows(), results), kept, all);
    }

    private static Duration retryAfter(Imported postponed) {
        return postponed.refusal() instanceof ProblemException refused
                        && refused.details().get("retryAfter") instanceof Number seconds
                ? Duration.ofSeconds(seconds.longValue())
                : Duration.ofMinutes(1);
    }
}
