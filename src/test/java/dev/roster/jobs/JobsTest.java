package dev.roster.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.roster.support.TestServer;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    @Test
    void a_job_that_people_wait_for_does_not_wait_for_any_number_of_long_ones() throws InterruptedException {
        var release = new CountDownLatch(1);
        var begun = new AtomicInteger();
        var done = new CountDownLatch(1);
        Task<Void> slow = Tasks.oneTime("slow", Void.class).execute((_, _) -> {
            begun.incrementAndGet();
            holdUntil(release);
        });
        Task<Void> soon = Tasks.oneTime("soon", Void.class).execute((_, _) -> done.countDown());
        var client = client(slow, soon);
        for (int i = 0; i < 20; i++) {
            client.scheduleIfNotExists(
                    slow.instanceBuilder("slow" + i).scheduledTo(SERVER.clock().instant()));
        }
        var jobs = new Jobs(SERVER.bean(DataSource.class), List.of(slow, soon), SERVER.clock(), Duration.ofMillis(100));
        jobs.start();
        try {
            await().until(() -> begun.get() >= 3);
            client.scheduleIfNotExists(soon.instanceBuilder("soon")
                    .priority(Jobs.SOON)
                    .scheduledTo(SERVER.clock().instant()));

            assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(begun).hasValue(3);
        } finally {
            release.countDown();
            jobs.stop();
        }
    }

    @Test
    void a_regular_job_that_was_scheduled_while_the_clock_was_ahead_is_brought_forward() {
        var runs = new AtomicInteger();
        var daily = Tasks.recurring("daily", Schedules.daily(ZoneOffset.UTC, LocalTime.of(3, 0)))
                .execute((_, _) -> runs.incrementAndGet());
        var jobs = new Jobs(SERVER.bean(DataSource.class), List.of(daily), SERVER.clock(), Duration.ofHours(1));
        jobs.start();
        try {
            var client = client(daily);
            client.reschedule(
                    daily.getDefaultTaskInstance(), SERVER.clock().instant().plus(Duration.ofDays(365)));

            jobs.checkRegularJobs();

            assertThat(client.getScheduledExecution(daily.getDefaultTaskInstance())
                            .orElseThrow()
                            .getExecutionTime())
                    .isBefore(SERVER.clock().instant().plus(Duration.ofDays(1)));
        } finally {
            jobs.stop();
        }
    }

    private static SchedulerClient client(Task<?>... tasks) {
        return SchedulerClient.Builder.create(SERVER.bean(DataSource.class), tasks)
                .enablePriority()
                .build();
    }

    private static void holdUntil(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
