package dev.roster.signin;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.roster.access.Actor;
import dev.roster.credentials.PasswordMails;
import dev.roster.credentials.PasswordMails.Addressee;
import dev.roster.credentials.PasswordMails.Cause;
import dev.roster.jobs.JobQueue;
import dev.roster.organization.Organizations;
import dev.roster.password.Passwords;
import dev.roster.person.UserErased;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.Ids;
import dev.roster.throttle.Throttle;
import dev.roster.throttle.Throttle.Counted;
import dev.roster.throttle.Throttle.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * "Forgot password?": the request only queues a job, known address or not, and so takes the same time for every address.
 * The job looks whose it is.
 */
@Component
class ForgottenPasswords {
    private static final TaskDescriptor<String> TASK = TaskDescriptor.of("forgotten-password", String.class);
    private static final RateLimit SOURCE = new RateLimit("forgot-source", 30, Duration.ofMinutes(10));
    private static final RateLimit ADDRESS = new RateLimit("forgot-address", 5, Duration.ofMinutes(30));

    private final CredentialsRepository repository;
    private final Passwords passwords;
    private final PasswordMails mails;
    private final Organizations organizations;
    private final JobQueue jobs;
    private final Throttle throttle;
    private final TransactionOperations transactions;
    private final Clock clock;

    ForgottenPasswords(
            CredentialsRepository repository,
            Passwords passwords,
            PasswordMails mails,
            Organizations organizations,
            JobQueue jobs,
            Throttle throttle,
            TransactionOperations transactions,
            Clock clock) {
        this.repository = repository;
        this.passwords = passwords;
        this.mails = mails;
        this.organizations = organizations;
        this.jobs = jobs;
        this.throttle = throttle;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Sees to it that whoever owns this address gets a mail, if anybody does. */
    void request(EmailAddress address, String remoteAddress) {
        // Before the transaction, which would hold one connection while it waits for another.
        throttle.takeAll(
                List.of(new Counted(SOURCE, Throttle.source(remoteAddress)), new Counted(ADDRESS, address.key())));
        var job = TASK.instance(Ids.next().toString()).data(address.value()).build();
        transactions.executeWithoutResult(transaction -> jobs.add(job, clock.instant()));
    }

    /** Whoever is erased at this moment has asked for nothing. */
    @EventListener
    void forget(UserErased erased) {
        jobs.cancel(
                TASK,
                typed -> EmailAddress.read(typed)
                        .filter(address -> erased.known().emails().contains(address.key()))
                        .isPresent());
    }

    /** Mails a link to the stored address, never to the typed one. */
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

    /** Whoever was only ever invited sets a password by accepting, not by forgetting it. */
    private boolean hasJoined(Credentials c) {
        return c.active() > 0 || c.operator() || passwords.find(c.user()).isPresent();
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        Task<String> forgottenPasswordTask(ObjectProvider<ForgottenPasswords> forgotten) {
            return Tasks.oneTime(TASK)
                    .execute((instance, context) -> EmailAddress.read(instance.getData())
                            .ifPresent(address -> forgotten.getObject().mail(address)));
        }
    }
}
