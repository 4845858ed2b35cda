package dev.roster.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.event.ExecutionChain;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.Priority;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs due jobs, from when the context has started until it stops: before the connection pool closes. Jobs that people wait for
 * have {@link #SOON}: they go first, and always find a thread.
 */
public final class Jobs implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    /** The priority of jobs that people wait for: above the library's own priorities. */
    public static final int SOON = Priority.HIGH + 10;

    private static final int THREADS = 4;

    /** The others are kept for jobs that people wait for. */
    private static final int THREADS_FOR_THE_REST = 3;

    private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(1);

    /** After the clock was wrong for a while, regular jobs are due at the wrong time until then. */
    private static final Duration REGULAR_JOBS_CHECKED_EVERY = Duration.ofMinutes(10);

    private static final double REFILL_BELOW = 0.5;
    private static final double FILL_TO = 3.0;

    /** Jobs of a killed process are resumed after this times {@link #MISSED_HEARTBEATS}. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final int MISSED_HEARTBEATS = 6;

    /** Longer than a mail server may take for one answer. */
    private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(15);

    private final DataSource dataSource;
    private final List<Task<?>> tasks;
    private final Clock clock;
    private final Duration pollingInterval;
    private final Semaphore threadsForTheRest = new Semaphore(THREADS_FOR_THE_REST);
    private volatile @Nullable Scheduler scheduler;
    private @Nullable ScheduledExecutorService check;

    /** @param pollingInterval how often the database is polled for due jobs */
    public Jobs(DataSource dataSource, List<Task<?>> tasks, Clock clock, Duration pollingInterval) {
        this.dataSource = dataSource;
        this.tasks = List.copyOf(tasks);
        this.clock = clock;
        this.pollingInterval = pollingInterval;
    }

    @Override
    public void start() {
        // A scheduler that was stopped cannot start again; a context may.
        var fresh = build();
        fresh.start();
        scheduler = fresh;
        check = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("regular-jobs").factory());
        long every = REGULAR_JOBS_CHECKED_EVERY.toSeconds();
        check.scheduleWithFixedDelay(this::checkRegularJobs, every, every, TimeUnit.SECONDS);
    }

    /** Brings forward those that are due later than they would be if they were scheduled now. */
    void checkRegularJobs() {
        var running = scheduler;
        if (running == null) {
            return;
        }
        try {
            regular().forEach(task -> task.onStartup(running, clock::instant));
        } catch (RuntimeException fault) {
            LOG.warn("Regular jobs cannot be checked", fault);
        }
    }

    private List<RecurringTask<?>> regular() {
        var regular = new ArrayList<RecurringTask<?>>();
        for (var task : tasks) {
            if (task instanceof RecurringTask<?> found) {
                regular.add(found);
            }
        }
        return regular;
    }

    private Scheduler build() {
        var onDemand = tasks.stream()
                .filter(task -> !(task instanceof RecurringTask<?>))
                .toList();
        return Scheduler.create(dataSource, onDemand)
                .startTasks(regular())
                .enablePriority()
                .addExecutionInterceptor(this::inTurn)
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, true))
                .pollUsingLockAndFetch(REFILL_BELOW, FILL_TO)
                .pollingInterval(pollingInterval)
                .addSchedulerListener(new AbstractSchedulerListener() {
                    /** A long job runs in turns: it is due again when one is over. */
                    @Override
                    public void onExecutionComplete(ExecutionComplete complete) {
                        wake();
                    }
                })
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(SHUTDOWN_WAIT)
                .threads(THREADS)
                .clock(clock::instant)
                .build();
    }

    private CompletionHandler<?> inTurn(TaskInstance<?> job, ExecutionContext context, ExecutionChain chain) {
        if (job.getPriority() >= SOON) {
            return chain.proceed(job, context);
        }
        if (!threadsForTheRest.tryAcquire()) {
            return (complete, operations) ->
                    operations.reschedule(complete, clock.instant().plus(BEFORE_NEXT_TRY));
        }
        try {
            return chain.proceed(job, context);
        } finally {
            threadsForTheRest.release();
        }
    }

    @Override
    public void stop() {
        var checking = check;
        check = null;
        if (checking != null) {
            checking.shutdownNow();
        }
        var running = scheduler;
        scheduler = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    /** Polls the database now instead of at the next interval. */
    void wake() {
        var running = scheduler;
        if (running != null) {
            running.triggerCheckForDueExecutions();
        }
    }
}
