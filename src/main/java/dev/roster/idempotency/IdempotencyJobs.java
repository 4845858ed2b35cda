package dev.roster.idempotency;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IdempotencyJobs {
    private static final Duration CLEAN_UP_EVERY = Duration.ofHours(1);

    @Bean
    Task<Void> keptAnswerCleanUp(ObjectProvider<KeptAnswers> answers) {
        return Tasks.recurring("kept-answer-clean-up", Schedules.fixedDelay(CLEAN_UP_EVERY))
                .execute((_, _) -> answers.getObject().deleteOld());
    }
}
