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

    /** For retries, and what other nodes have no time for: a new email wakes its node. */
    private static final Duration POLLING_INTERVAL = Duration.ofSeconds(5);

    @Bean
    Deliveries deliveries(
            MailRepository repository,
            MailComposer composer,
            MailTransport transport,
            Delivery delivery,
            Bell bell,
            Clock clock) {
        return new Deliveries(repository, composer, transport, delivery, bell, clock, POLLING_INTERVAL);
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
