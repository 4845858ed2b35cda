package dev.roster.draft;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DraftJobs {
    private static final LocalTime CLEAN_UP_AT = LocalTime.of(3, 50);

    @Bean
    Task<Void> draftCleanUp(ObjectProvider<Drafts> drafts) {
        return Tasks.recurring("draft-clean-up", Schedules.daily(ZoneOffset.UTC, CLEAN_UP_AT))
                .execute((_, _) -> drafts.getObject().deleteOld());
    }
}
