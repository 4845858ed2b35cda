package dev.roster.signin;

import dev.roster.jobs.JobQueue;
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
 * "Forgot password?": the request only queues a job, known address or not, and so takes the same time for every address.
 * {@link ForgottenPasswordJob} looks whose it is.
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

    /** Sees to it that whoever owns this address gets a mail, if anybody does. */
    void request(EmailAddress address, String remoteAddress) {
        // Before the transaction, which would hold one connection while it waits for another.
        throttle.takeAll(
                List.of(new Counted(SOURCE, Throttle.source(remoteAddress)), new Counted(ADDRESS, address.key())));
        var job = ForgottenPasswordJob.TASK
                .instance(Ids.next().toString())
                .data(address.value())
                .build();
        transactions.executeWithoutResult(transaction -> jobs.add(job, clock.instant()));
    }

    /** Whoever is erased at this moment has asked for nothing. */
    @EventListener
    void forget(UserErased erased) {
        jobs.cancel(
                ForgottenPasswordJob.TASK,
                typed -> EmailAddress.read(typed)
                        .filter(address -> erased.known().emails().contains(address.key()))
                        .isPresent());
    }
}
