package dev.roster.home;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FigureJobs {
    private static final LocalTime COUNT_AT = LocalTime.of(0, 10);

    @Bean
    Task<Void> dailyFigures(ObjectProvider<Figures> figures) {
        return Tasks.recurring("daily-figures", Schedules.daily(ZoneOffset.UTC, COUNT_AT))
                .execute((_, _) -> figures.getObject().count());
    }
}
