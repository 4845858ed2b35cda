package dev.roster.oidc;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import dev.roster.signing.SigningKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OidcJobs {
    private static final LocalTime CLEAN_UP_AT = LocalTime.of(3, 40);
    private static final Duration TELL_EVERY = Duration.ofMinutes(1);

    /** How long a sign-in without valid tokens is kept, so that a spent code or token is still recognised. */
    private static final Duration KEPT = Duration.ofDays(1);

    @Bean
    Task<Void> applicationSignInCleanUp(ObjectProvider<SignInRepository> signIns, Clock clock) {
        return Tasks.recurring("application-sign-in-clean-up", Schedules.daily(ZoneOffset.UTC, CLEAN_UP_AT))
                .execute((_, _) -> signIns.getObject()
                        .deleteExpired(clock.instant(), clock.instant().minus(KEPT)));
    }

    @Bean
    Task<Void> signingKeyRenewal(ObjectProvider<SigningKeys> keys) {
        return Tasks.recurring("signing-key-renewal", Schedules.daily(ZoneOffset.UTC, CLEAN_UP_AT))
                .execute((_, _) -> keys.getObject().renew());
    }

    @Bean
    Task<Void> backChannelLogout(ObjectProvider<BackChannel> backChannel) {
        return Tasks.recurring("back-channel-logout", Schedules.fixedDelay(TELL_EVERY))
                .execute((_, _) -> backChannel.getObject().tell());
    }
}
