package dev.roster.imports;

import dev.roster.access.Actor;
import dev.roster.access.OrganizationPermit;
import dev.roster.groups.Groups;
import dev.roster.importfile.ImportRow;
import dev.roster.importfile.ImportedUser;
import dev.roster.imports.Import.Counts;
import dev.roster.imports.RowOutcome.Outcome;
import dev.roster.imports.UserImports.Effect;
import dev.roster.notice.Appointments;
import dev.roster.role.Role;
import dev.roster.roles.Roles;
import dev.roster.shared.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Processes one chunk of an import in the caller's transaction: its rows, their results, and the counts. */
@Component
class ChunkRun {
    private final ImportRepository repository;
    private final ChunkRepository chunks;
    private final UserImports users;
    private final Roles roles;
    private final Groups groups;
    private final Map<String, Counter> rows = new HashMap<>();

    ChunkRun(
            ImportRepository repository,
            ChunkRepository chunks,
            UserImports users,
            Roles roles,
            Groups groups,
            MeterRegistry metrics) {
        this.repository = repository;
        this.chunks = chunks;
        this.users = users;
        this.roles = roles;
        this.groups = groups;
        for (var outcome : Outcome.values()) {
            rows.put(outcome.key(), metrics.counter("roster.import.rows", "outcome", outcome.key()));
        }
    }

    /**
     * Processes the next chunk, as far as possible.
     *
     * @return how long to wait before going on; empty if no chunk is left
     * @throws ProblemException if the actor may not import here
     */
    Optional<Duration> next(OrganizationPermit job, Actor actor, Import running) {
        chunks.hurry(job);
        return chunks.lockNext(job, running.id()).map(chunk -> carryOut(job, actor, running, chunk));
    }

    private Duration carryOut(OrganizationPermit job, Actor actor, Import running, Chunk chunk) {
        var results = new ArrayList<RowResult>();
        var tried = running.dryRun() ? settled(running, chunk) : chunk;
        var rows = readable(tried.pending(), results);
        var people =
                rows.stream().map(row -> Objects.requireNonNull(row.user())).toList();
        var outcomes =
                Appointments.toldLater(() -> users.write(actor, running.organization(), people, effect(running)));
        var wait = Duration.ZERO;
        for (int i = 0; i < rows.size(); i++) {
            var outcome = outcomes.get(i);
            if (outcome.outcome() == Outcome.POSTPONED) {
                wait = retryAfter(outcome);
            } else {
                results.add(RowResult.of(rows.get(i), outcome, running.dryRun()));
            }
        }
        var after = chunk.with(results);
        var left = after.pending();
        // A dry run keeps all of its rows, since it may be carried out later.
        chunks.update(
                job,
                running.organization(),
                running.id(),
                after.report(),
                running.dryRun() ? tried.rows() : left,
                left.isEmpty());
        // Last, because the other lane waits for this row.
        repository.addCounts(job, running.id(), counts(results));
        if (!running.dryRun()) {
            countAfterCommit(results);
        }
        return wait;
    }

    private void countAfterCommit(List<RowResult> results) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                results.forEach(result ->
                        Objects.requireNonNull(rows.get(result.outcome())).increment());
            }
        });
    }

    /** Fixes what a dry run reports, so that carrying it out does the same even if groups are renamed in between. */
    private Chunk settled(Import running, Chunk chunk) {
        return new Chunk(
                chunk.rows().stream()
                        .map(row -> row.user() == null ? row : row.about(settled(running, row.user())))
                        .toList(),
                chunk.report());
    }

    /** With ids and keys: another group or role may have the name of one of them by the time the import is carried out. */
    private ImportedUser settled(Import running, ImportedUser row) {
        var role = ImportedUser.text(row.typed().role());
        return row.withGroups(groups.settled(running.organization(), row.typed().groupsOrNone()))
                .withRole(
                        role == null
                                ? null
                                : roles.find(running.organization(), role)
                                        .map(Role::key)
                                        .orElse(role));
    }

    private static Effect effect(Import running) {
        return running.dryRun() ? Effect.NONE : running.mail() ? Effect.WRITTEN_AND_MAILED : Effect.WRITTEN;
    }

    /** The rows that can be processed at all; the others are rejected. */
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

    private static Duration retryAfter(RowOutcome postponed) {
        return postponed.refusal() instanceof ProblemException refused
                        && refused.details().get("retryAfter") instanceof Number seconds
                ? Duration.ofSeconds(seconds.longValue())
                : Duration.ofMinutes(1);
    }
}
