package dev.roster.signin;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.roster.access.Actor;
import dev.roster.access.SelfPermit;
import dev.roster.credentials.AccountNotices;
import dev.roster.credentials.PasswordMails;
import dev.roster.credentials.PasswordMails.Addressee;
import dev.roster.credentials.PasswordMails.Cause;
import dev.roster.membership.MemberRepository;
import dev.roster.membership.MembershipStatus;
import dev.roster.organization.Organizations;
import dev.roster.shared.EmailAddress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
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
    private final AccountNotices notices;
    private final MemberRepository members;
    private final Organizations organizations;
    private final ApplicationEventPublisher events;

    ForgottenPasswordJob(
            CredentialsRepository repository,
            PasswordMails mails,
            AccountNotices notices,
            MemberRepository members,
            Organizations organizations,
            ApplicationEventPublisher events) {
        this.repository = repository;
        this.mails = mails;
        this.notices = notices;
        this.members = members;
        this.organizations = organizations;
        this.events = events;
    }

    /** Emails a link to the stored address, never to the typed one; or, if there can be none, says whom to ask. */
    @Transactional
    void mail(EmailAddress typed) {
        repository.findByEmailHeld(typed).ifPresent(c -> {
            if (c.pendingAtHome() || (c.mayEnter() && hasJoined(c))) {
                sendLink(c);
            } else {
                explain(c);
            }
        });
    }

    private void sendLink(Credentials c) {
        var stored = EmailAddress.read(String.valueOf(c.email())).orElseThrow();
        var to = new Addressee(c.user(), stored, c.locale());
        var granted = self(c).inIfAny(c.home());
        var times = organizations.linkTimes(c.home());
        if (c.pendingAtHome()) {
            mails.sendSetPassword(granted, to, times.forSetPassword(), Cause.THEMSELVES);
        } else {
            mails.sendResetPassword(granted, to, times.forResetPassword(), Cause.THEMSELVES);
        }
    }

    /** Only the owner of the mailbox learns that they are deactivated, or are still invited. */
    private void explain(Credentials c) {
        var self = self(c);
        for (var waiting : repository.listWaiting(c.user())) {
            if (waiting.status() == MembershipStatus.INVITED) {
                events.publishEvent(new PasswordForgotten(self, c.user(), waiting.organization()));
            } else {
                members.find(waiting.organization(), c.user())
                        .ifPresent(member -> notices.tellDeactivated(self.in(waiting.organization()), member));
            }
        }
    }

    private static SelfPermit self(Credentials c) {
        return new Actor.Proven(c.user(), c.home(), "forgotten_password").requireSelf(c.user());
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
