package dev.roster.imports;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.creation.FirstLinks;
import dev.roster.imports.ImportMails.Order;
import dev.roster.rights.Authors;
import dev.roster.shared.UserId;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Emails the users of one chunk of an import after the other, each in a transaction of its own. */
@Component
class ImportMailRun {
    private static final Actor.Job JOB = new Actor.Job("import-mails");

    private final ImportRepository repository;
    private final ChunkRepository chunks;
    private final FirstLinks links;
    private final Authors authors;
    private final TransactionOperations transactions;

    ImportMailRun(
            ImportRepository repository,
            ChunkRepository chunks,
            FirstLinks links,
            Authors authors,
            TransactionOperations transactions) {
        this.repository = repository;
        this.chunks = chunks;
        this.links = links;
        this.authors = authors;
        this.transactions = transactions;
    }

    void run(Order order) {
        boolean more = true;
        while (more) {
            more = Objects.requireNonNull(transactions.execute(_ -> sendNext(order)));
        }
    }

    /** Emails the users of one chunk; returns whether there may be another. */
    private boolean sendNext(Order order) {
        var here = order.key().organization();
        var id = order.key().id();
        var job = JOB.requireOperator().in(here);
        var done = repository.lockMailing(job, id);
        if (done.isEmpty()) {
            return false;
        }
        var next = chunks.list(here, id, 0, done.get(), false, 1);
        var actor = authors.find(here, order.author()).orElse(null);
        if (next.isEmpty() || actor == null || !actor.may(Permission.USERS_CREATE, here)) {
            repository.endMailing(job, id);
            return false;
        }
        var granted = actor.require(Permission.USERS_CREATE, here);
        var report = next.getFirst();
        int sent = (int) report.results().stream()
                .filter(result -> result.is(RowOutcome.Outcome.CREATED))
                .map(RowResult::user)
                .filter(Objects::nonNull)
                .filter(user -> links.send(granted, new UserId(user)))
                .count();
        repository.addMailed(job, id, report.number(), sent);
        return true;
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        Task<String> importMailsTask(ObjectProvider<ImportMailRun> run) {
            return Tasks.oneTime(ImportMails.TASK)
                    .execute((instance, context) -> run.getObject().run(Order.read(instance.getData())));
        }
    }
}
