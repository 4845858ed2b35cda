package dev.roster.imports;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Author;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.access.Permit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.importfile.Column;
import dev.roster.importfile.ImportFile;
import dev.roster.importfile.ImportRow;
import dev.roster.importfile.NamedPeople;
import dev.roster.imports.ChunkRepository.Naming;
import dev.roster.jobs.JobQueue;
import dev.roster.person.KnownAs;
import dev.roster.person.MemberForgotten;
import dev.roster.person.UserErased;
import dev.roster.person.UserToBeErased;
import dev.roster.shared.Cursor;
import dev.roster.shared.Ids;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Page;
import dev.roster.throttle.Throttle;
import dev.roster.throttle.Throttle.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Receives files of users and reports the results of their rows. Everyone who may create users here may import them. */
@Component
public class Imports {
    /** The maximum number of rows in a file. */
    public static final int MOST_ROWS = 1_000_000;

    static final String JOB = "import";

    private static final int ROWS_OF_CHUNK = 1_000;

    /**
     * For the rows of a chunk together. Whole chunks are held in memory to read, write or process rows, and a row may have
     * 64,000 characters, each of which can take six bytes in JSON.
     */
    private static final int SIZE_OF_CHUNK = 512 * 1024;

    /** For each person or token here; a file may have a million rows. */
    private static final RateLimit RECEIVED = new RateLimit("import", 100, Duration.ofHours(1));

    /** The number of imports that an organization may have in progress: being sent, queued or running. */
    private static final int UNDER_WAY = 5;

    private static final Duration BEFORE_NEXT_TRY = Duration.ofMinutes(1);

    /** No file takes this long, unless the process that received it has crashed. */
    private static final Duration LONGEST_RECEIVED = Duration.ofHours(2);

    private final ImportRepository repository;
    private final ChunkRepository chunks;
    private final JobQueue jobs;
    private final AuditLog audit;
    private final Throttle throttle;
    private final TransactionOperations transactions;
    private final Clock clock;

    Imports(
            ImportRepository repository,
            ChunkRepository chunks,
            JobQueue jobs,
            AuditLog audit,
            Throttle throttle,
            TransactionOperations transactions,
            Clock clock) {
        this.repository = repository;
        this.chunks = chunks;
        this.jobs = jobs;
        this.audit = audit;
        this.throttle = throttle;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Refuses what {@link #receive} would refuse, before anything is read. */
    public void requireMayImport(Actor actor, OrganizationId organization) {
        actor.require(Permission.USERS_CREATE, organization);
    }

    /**
     * Reads a file to its end, and queues the import. Nothing remains of a file that ends early or cannot be read.
     *
     * @param options with the key of the role and the ids of the groups
     * @throws InvalidException if it is empty, has too many rows, or violates its format
     * @throws dev.roster.shared.ProblemException if too many are in progress, or were sent in the last hour
     */
    public Import receive(Actor actor, OrganizationId organization, ImportOptions options, ImportFile file) {
        var granted = actor.require(Permission.USERS_CREATE, organization);
        var maker = Author.of(actor);
        throttle.take(RECEIVED, organization + " " + maker.kind().key() + " " + maker.id());
        var id = Ids.next();
        repository.insert(granted, id, options, maker, clock.instant());
        try {
            requirePlace(granted);
            int rows = store(granted, id, file, options);
            return Objects.requireNonNull(transactions.execute(_ -> queue(granted, id, options, rows, file.columns())));
        } catch (RuntimeException unfinished) {
            repository.delete(granted, id);
            throw unfinished;
        }
    }

    /** Checked after taking its place, so that the limit holds for many at once. */
    private void requirePlace(OrganizationPermit granted) {
        if (repository.countUnderWay(granted, clock.instant().minus(LONGEST_RECEIVED)) > UNDER_WAY) {
            throw ImportProblem.TOO_MANY_IMPORTS.with(UNDER_WAY).detail("retryAfter", BEFORE_NEXT_TRY.toSeconds());
        }
    }

    /** In short transactions: a slow sender holds none open. */
    private int store(OrganizationPermit granted, UUID id, ImportFile file, ImportOptions standard) {
        var rows = new ArrayList<ImportRow>(ROWS_OF_CHUNK);
        var named = new NamedPeople();
        int number = 0;
        int all = 0;
        int size = 0;
        for (var row = file.next(); row.isPresent(); row = file.next()) {
            if (++all > MOST_ROWS) {
                throw InvalidException.of("file", "too-many-rows", MOST_ROWS);
            }
            rows.add(named.check(row.get().withStandard(standard.role(), standard.groups())));
            size += row.get().size();
            if (rows.size() == ROWS_OF_CHUNK || size >= SIZE_OF_CHUNK) {
                chunks.insert(granted, id, number++, rows.getFirst().line(), rows);
                rows.clear();
                size = 0;
            }
        }
        if (!rows.isEmpty()) {
            chunks.insert(granted, id, number, rows.getFirst().line(), rows);
        }
        if (all == 0) {
            throw InvalidException.of("file", "empty-file");
        }
        return all;
    }

    private Import queue(OrganizationPermit granted, UUID id, ImportOptions options, int rows, List<Column> columns) {
        repository.queue(granted, id, rows, columns);
        audit.record(
                granted,
                NewAuditEvent.of(ImportAction.QUEUED)
                        .to("import", id)
                        .after(Map.of("rows", rows, "dryRun", options.dryRun(), "mail", options.mail())));
        return queued(granted, id);
    }

    /** Starts when the transaction commits. */
    private Import queued(OrganizationPermit granted, UUID id) {
        jobs.add(new TaskInstance<>(JOB, new ImportKey(granted.organization(), id).toString()), clock.instant());
        return repository.find(granted.organization(), id).orElseThrow();
    }

    /**
     * Carries out what a dry run has tried, or continues a failed import, in the actor's name.
     *
     * @return the running import: a new one after a dry run
     */
    Import run(Actor actor, OrganizationId organization, UUID id, boolean mail) {
        var granted = actor.require(Permission.USERS_CREATE, organization);
        return Objects.requireNonNull(transactions.execute(_ -> {
            var before = repository.lock(granted, id).orElseThrow(AccessProblem.NOT_FOUND::with);
            if (!before.canRun()) {
                throw ImportProblem.IMPORT_NOT_TO_RUN.with();
            }
            var running = before.status() == ImportStatus.FAILED
                    ? goOn(granted, before)
                    : carryOut(granted, before, new ImportOptions(false, mail));
            requirePlace(granted);
            return running;
        }));
    }

    private Import goOn(OrganizationPermit granted, Import failed) {
        repository.requeue(granted, failed.id(), Author.of(granted.actor()));
        audit.record(granted, NewAuditEvent.of(ImportAction.CONTINUED).to("import", failed.id()));
        return queued(granted, failed.id());
    }

    private Import carryOut(OrganizationPermit granted, Import tried, ImportOptions options) {
        var id = Ids.next();
        repository.insert(granted, id, options, Author.of(granted.actor()), clock.instant());
        repository.takeOver(granted, tried.id());
        chunks.handOver(granted, tried.id(), id);
        return queue(granted, id, options, tried.rows(), tried.columns());
    }

    /** A running import holds its rows while it waits for the organization, so these are locked first. */
    @EventListener
    void hold(UserToBeErased erased) {
        chunks.lockNaming(erased.granted(), erased.known());
    }

    /** Removes everything about an erased person from the rows of files and from their results. */
    @EventListener
    void forget(UserErased erased) {
        forget(erased.granted(), erased.known(), chunks.lockNaming(erased.granted(), erased.known()).stream());
    }

    /** The same for this organization's files. */
    @EventListener
    void forget(MemberForgotten forgotten) {
        var here = forgotten.granted().organization();
        forget(
                forgotten.granted(),
                forgotten.known(),
                chunks.lockNaming(forgotten.granted(), forgotten.known()).stream()
                        .filter(naming -> naming.organization().equals(here)));
    }

    private void forget(Permit granted, KnownAs known, Stream<Naming> all) {
        all.forEach(naming -> {
            var left = naming.chunk().without(naming.organization(), known);
            chunks.update(granted, naming.organization(), naming.id(), left.report(), left.rows(), naming.done());
        });
    }

    /** An import of this organization. */
    Import get(Actor actor, OrganizationId organization, UUID id) {
        actor.require(Permission.USERS_CREATE, organization);
        return repository.find(organization, id).orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    /** Newest first. */
    Page<Import> list(Actor actor, OrganizationId organization, @Nullable Cursor at, int limit) {
        actor.require(Permission.USERS_CREATE, organization);
        return Page.of(
                repository.list(organization, at, limit + 1), limit, at, shown -> new Cursor.Position("", shown.id()));
    }

    /** The number of imports that {@link #list} finds. */
    long count(Actor actor, OrganizationId organization) {
        actor.require(Permission.USERS_CREATE, organization);
        return repository.count(organization);
    }
}
