package dev.roster.mail;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.roster.access.Actor;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MailJobs {
    private static final Duration KEPT_FOR = Duration.ofDays(30);
    private static final LocalTime CLEAN_UP_AT = LocalTime.of(3, 10);
    private static final int DELETED_AT_ONCE = 5000;

    @Bean
    Task<Void> mailDelivery(Delivery delivery, Clock clock) {
        return Tasks.oneTime(DeliveryTask.DESCRIPTOR)
                .onFailure(delivery::failed)
                // The library's own way to revive jobs uses the system clock.
                .onDeadExecution((execution, job) -> job.reschedule(execution, clock.instant()))
                .execute((job, _) -> delivery.run(job));
    }

    @Bean
    Task<Void> mailCleanUp(MailRepository repository, Clock clock) {
        var granted = new Actor.Job("mail-clean-up").requireOperator();
        return Tasks.recurring("mail-clean-up", Schedules.daily(ZoneOffset.UTC, CLEAN_UP_AT))
                .execute((_, context) -> {
                    var before = clock.instant().minus(KEPT_FOR);
                    int deleted;
                    do {
                        deleted = repository.deleteEndedBefore(granted, before, DELETED_AT_ONCE);
                    } while (deleted == DELETED_AT_ONCE
                            && !context.getSchedulerState().isShuttingDown());
                });
    }
}
