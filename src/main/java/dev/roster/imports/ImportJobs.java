package dev.roster.imports;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.roster.access.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ImportJobs {
    private static final LocalTime CLEAN_UP_AT = LocalTime.of(3, 40);
    private static final Duration REPORT_KEPT_FOR = Duration.ofDays(30);

    /** A dry run keeps the whole file. */
    private static final Duration TRIAL_KEPT_FOR = Duration.ofDays(7);

    /** No file takes this long to arrive: the process that received it has crashed. */
    private static final Duration RECEIVING_AT_MOST = Duration.ofDays(1);

    @Bean
    Task<Void> importing(ObjectProvider<ImportRun> run, Clock clock) {
        return Tasks.custom(Imports.JOB, Void.class)
                .onFailure((complete, operations) -> run.getObject().failed(complete, operations))
                // The library's own way to revive jobs uses the system clock.
                .onDeadExecution((execution, operations) -> operations.reschedule(execution, clock.instant()))
                .execute((job, context) -> run.getObject().run(job, context));
    }

    @Bean
    Task<Void> importCleanUp(ImportRepository repository, Clock clock) {
        var granted = new Actor.Job("import-clean-up").requireOperator();
        return Tasks.recurring("import-clean-up", Schedules.daily(ZoneOffset.UTC, CLEAN_UP_AT))
                .execute((_, _) -> {
                    var now = clock.instant();
                    repository.deleteOld(
                            granted,
                            now.minus(REPORT_KEPT_FOR),
                            now.minus(TRIAL_KEPT_FOR),
                            now.minus(RECEIVING_AT_MOST));
                });
    }
}
