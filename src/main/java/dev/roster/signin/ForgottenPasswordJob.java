package dev.roster.signin;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.roster.access.Actor;
import dev.roster.credentials.PasswordMails;
import dev.roster.credentials.PasswordMails.Addressee;
import dev.roster.credentials.PasswordMails.Cause;
import dev.roster.organization.Organizations;
import dev.roster.shared.EmailAddress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The job behind "forgot password?": looks up the owner of the address, and emails them a link. */
@Component
class ForgottenPasswordJob {
    static final TaskDescriptor<String> TASK = TaskDescriptor.of("forgotten-password", String.class);

    private final CredentialsRepository repository;
    private final PasswordMails mails;
    private final Organizations organizations;

    ForgottenPasswordJob(CredentialsRepository repository, PasswordMails mails, Organizations organizations) {
        this.repository = repository;
        this.mails = mails;
        this.organizations = organizations;
    }

    /** Emails a link to the stored address, never to the typed one. */
    @Transactional
    void mail(EmailAddress typed) {
        repository
                .findByEmailHeld(typed)
                .filter(c -> c.pendingAtHome() || (c.mayEnter() && hasJoined(c)))
                .ifPresent(c -> {
                    var stored = EmailAddress.read(String.valueOf(c.email())).orElseThrow();
                    var to = new Addressee(c.user(), stored, c.locale());
                    var granted = new Actor.Proven(c.user(), c.home(), "forgotten_password")
                            .requireSelf(c.user())
                            .inIfAny(c.home());
                    var times = organizations.linkTimes(c.home());
                    if (c.pendingAtHome()) {
                        mails.sendSetPassword(granted, to, times.forSetPassword(), Cause.THEMSELVES);
                    } else {
                        mails.sendResetPassword(granted, to, times.forResetPassword(), Cause.THEMSELVES);
                    }
                });
    }

    /** A person who has only been invited sets a password by accepting, not by resetting it. */
    private boolean hasJoined(Credentials c) {
        return c.active() > 0 || c.operator() || c.password() != null;
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        Task<String> forgottenPasswordTask(ObjectProvider<ForgottenPasswordJob> job) {
            return Tasks.oneTime(TASK)
                    .execute((instance, context) -> EmailAddress.read(instance.getData())
                            .ifPresent(address -> job.getObject().mail(address)));
        }
    }
}
