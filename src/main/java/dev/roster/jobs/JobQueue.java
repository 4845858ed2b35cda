package dev.roster.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Queues jobs in the caller's transaction: they are done if it commits, and never heard of if it does not. */
@Component
public class JobQueue {
    private final SchedulerClient client;
    private final TransactionSynchronization wakeAfterCommit;

    // A provider, because tasks may need what queues tasks.
    JobQueue(DataSource dataSource, ObjectProvider<Jobs> jobs) {
        this.client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, true))
                .build();
        this.wakeAfterCommit = new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                jobs.ifAvailable(Jobs::wake);
            }
        };
    }

    /**
     * Queues one job.
     *
     * @throws com.github.kagkarlsson.scheduler.exceptions.FailedToScheduleBatchException if that instance is queued
     *     already; the transaction is lost
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(TaskInstance<?> job, Instant dueAt) {
        // A batch of one is a plain insert; scheduling singly asks first whether the instance exists.
        client.scheduleBatch(List.of(job), dueAt);
        // Synchronizations are a set, so a transaction that queues a thousand jobs wakes once.
        TransactionSynchronizationManager.registerSynchronization(wakeAfterCommit);
    }
}
