package dev.roster.jobs;

import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Queues jobs in the caller's transaction: they run if it commits, and vanish if it does not. */
@Component
public class JobQueue {
    private static final Serializer STORED = Serializer.DEFAULT_JAVA_SERIALIZER;

    private final SchedulerClient client;
    private final TransactionSynchronization wakeAfterCommit;

    // A provider, because tasks may need components that queue tasks.
    JobQueue(DataSource dataSource, ObjectProvider<Jobs> jobs) {
        this.client = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource))
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, true))
                .enablePriority()
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
     * @throws com.github.kagkarlsson.scheduler.exceptions.FailedToScheduleBatchException if that instance is already queued;
     *     the transaction is lost
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(TaskInstance<?> job, Instant dueAt) {
        // A batch of one is a plain insert; single scheduling would first check whether the instance exists.
        client.scheduleBatch(List.of(job), dueAt);
        // Synchronizations are a set, so a transaction that queues a thousand jobs wakes the scheduler once.
        TransactionSynchronizationManager.registerSynchronization(wakeAfterCommit);
    }

    /** Removes queued jobs of a task with such data. A job that is already running is not stopped. */
    @Transactional(propagation = Propagation.MANDATORY)
    public <T> void cancel(TaskDescriptor<T> task, Predicate<T> data) {
        var waiting = ScheduledExecutionsFilter.all().withPicked(false);
        for (var execution : client.getScheduledExecutionsForTask(task.getTaskName(), byte[].class, waiting)) {
            // A client that knows no tasks gets their data as it is stored.
            if (data.test(STORED.deserialize(task.getDataClass(), execution.getRawData()))) {
                try {
                    client.cancel(execution.getTaskInstance());
                } catch (TaskInstanceNotFoundException | TaskInstanceCurrentlyExecutingException atThisMoment) {
                    // Started since it was found.
                }
            }
        }
    }
}
