package dev.roster.factor;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Daily, because the secret before the present one is usually retired a week after its rotation. */
@Configuration(proxyBeanMethods = false)
class FactorJobs {
    private static final LocalTime RESEAL_AT = LocalTime.of(3, 40);

    @Bean
    Task<Void> authenticatorReseal(ObjectProvider<Factors> factors) {
        return Tasks.recurring("authenticator-reseal", Schedules.daily(ZoneOffset.UTC, RESEAL_AT))
                .execute((_, _) -> factors.getObject().reseal());
    }
}
