package dev.roster.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Runs due jobs, from when the context has started until it stops: before the connection pool closes. */
public final class Jobs implements SmartLifecycle {
    private static final int THREADS = 4;
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
    private volatile @Nullable Scheduler scheduler;

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
    }

    private Scheduler build() {
        var onDemand = new ArrayList<Task<?>>();
        var recurring = new ArrayList<RecurringTask<?>>();
        for (var task : tasks) {
            if (task instanceof RecurringTask<?> r) {
                recurring.add(r);
            } else {
                onDemand.add(task);
            }
        }
        return Scheduler.create(dataSource, onDemand)
                .startTasks(recurring)
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

    @Override
    public void stop() {
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
