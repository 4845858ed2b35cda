package dev.roster.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.roster.support.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class JobsTest {
    private static final TestServer SERVER = TestServer.get();

    @Test
    void a_job_that_runs_in_turns_goes_on_without_waiting_to_be_found() {
        var turns = new AtomicInteger();
        Task<Void> task = Tasks.custom("turns", Void.class).execute((_, _) -> {
            int turn = turns.incrementAndGet();
            return (complete, operations) -> {
                if (turn == 3) {
                    operations.stop();
                } else {
                    operations.reschedule(complete, SERVER.clock().instant());
                }
            };
        });
        var source = SERVER.bean(DataSource.class);
        SchedulerClient.Builder.create(source, task)
                .build()
                .scheduleIfNotExists(task.instance("once"), SERVER.clock().instant());
        var jobs = new Jobs(source, List.of(task), SERVER.clock(), Duration.ofHours(1));
        jobs.start();
        try {
            await().until(() -> turns.get() == 3);
        } finally {
            jobs.stop();
        }
        assertThat(turns).hasValue(3);
    }
}
