package dev.roster.signin;

import dev.roster.jobs.JobQueue;
import dev.roster.jobs.Jobs;
import dev.roster.person.UserErased;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.Ids;
import dev.roster.throttle.Throttle;
import dev.roster.throttle.Throttle.Counted;
import dev.roster.throttle.Throttle.RateLimit;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * "Forgot password?": the request only queues a job, whether the address is known or not, and so takes the same time for every
 * address. {@link ForgottenPasswordJob} looks up its owner.
 */
@Component
class ForgottenPasswords {
    private static final RateLimit SOURCE = new RateLimit("forgot-source", 30, Duration.ofMinutes(10));
    private static final RateLimit ADDRESS = new RateLimit("forgot-address", 5, Duration.ofMinutes(30));

    private final JobQueue jobs;
    private final Throttle throttle;
    private final TransactionOperations transactions;
    private final Clock clock;

    ForgottenPasswords(JobQueue jobs, Throttle throttle, TransactionOperations transactions, Clock clock) {
        this.jobs = jobs;
        this.throttle = throttle;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Has a link emailed to the owner of this address, if there is one. */
    void request(EmailAddress address, String remoteAddress) {
        // Before the transaction, which would otherwise hold one connection while waiting for another.
        throttle.takeAll(
                List.of(new Counted(SOURCE, Throttle.source(remoteAddress)), new Counted(ADDRESS, address.key())));
        var job = ForgottenPasswordJob.TASK
                .instance(Ids.next().toString())
                .data(address.value())
                .priority(Jobs.SOON)
                .build();
        transactions.executeWithoutResult(transaction -> jobs.add(job, clock.instant()));
    }

    /** Drops the requests of a person who is being erased. */
    @EventListener
    void forget(UserErased erased) {
        jobs.cancel(
                ForgottenPasswordJob.TASK,
                typed -> EmailAddress.read(typed)
                        .filter(address -> erased.known().emails().contains(address.key()))
                        .isPresent());
    }
}
