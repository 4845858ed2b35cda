package dev.roster.throttle;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ThrottleJobs {
    private static final LocalTime CLEAN_UP_AT = LocalTime.of(3, 40);

    @Bean
    Task<Void> throttleCleanUp(ObjectProvider<Throttle> throttle) {
        return Tasks.recurring("throttle-clean-up", Schedules.daily(ZoneOffset.UTC, CLEAN_UP_AT))
                .execute((_, _) -> throttle.getObject().removeExpired());
    }
}
