package dev.roster.imports;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Author;
import dev.roster.access.Permission;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.jobs.JobQueue;
import dev.roster.shared.Ids;
import dev.roster.shared.OrganizationId;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Has the users that an import created emailed their links afterwards, in the background. */
@Component
class ImportMails {
    static final TaskDescriptor<String> TASK = TaskDescriptor.of("import-mails", String.class);

    private final ImportRepository repository;
    private final AuditLog audit;
    private final JobQueue jobs;
    private final Clock clock;

    ImportMails(ImportRepository repository, AuditLog audit, JobQueue jobs, Clock clock) {
        this.repository = repository;
        this.audit = audit;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** The import, and who wants its users to be emailed. */
    record Order(ImportKey key, Author author) {
        static Order read(String text) {
            var parts = text.split(" ");
            return new Order(
                    ImportKey.read(parts[0]),
                    new Author(Author.Kind.of(parts[1]), parts.length < 3 ? null : UUID.fromString(parts[2])));
        }

        @Override
        public String toString() {
            return key + " " + author.kind().key() + (author.id() == null ? "" : " " + author.id());
        }
    }

    /**
     * Begins to send the links. Nothing more happens if that is going on already.
     *
     * @throws dev.roster.shared.ProblemException {@code import-not-to-run} if the import created nobody, or is not done
     */
    @Transactional
    Import send(Actor actor, OrganizationId organization, UUID id) {
        var granted = actor.require(Permission.USERS_CREATE, organization);
        var found = repository.lock(granted, id).orElseThrow(AccessProblem.NOT_FOUND::with);
        if (found.mailing()) {
            return found;
        }
        if (found.status() != ImportStatus.DONE
                || found.dryRun()
                || found.counts().created() == 0) {
            throw ImportProblem.IMPORT_NOT_TO_RUN.with();
        }
        repository.startMailing(granted, id);
        audit.record(granted, NewAuditEvent.of(ImportAction.MAILED).to("import", id));
        var order = new Order(new ImportKey(organization, id), Author.of(actor));
        jobs.add(TASK.instance(Ids.next().toString()).data(order.toString()).build(), clock.instant());
        return repository.find(organization, id).orElseThrow();
    }
}
