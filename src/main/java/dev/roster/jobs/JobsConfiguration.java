package dev.roster.jobs;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class JobsConfiguration {
    /** For what is due later, or was queued by a node that has no time for it: new jobs wake their node. */
    private static final Duration POLLING_INTERVAL = Duration.ofSeconds(5);

    @Bean
    Jobs jobs(DataSource dataSource, List<Task<?>> tasks, Clock clock) {
        return new Jobs(dataSource, tasks, clock, POLLING_INTERVAL);
    }
}
