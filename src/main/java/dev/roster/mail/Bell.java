package dev.roster.mail;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes the deliveries of this node when there may be emails to send. */
@Component
class Bell {
    private final Semaphore rung = new Semaphore(0);
    private final TransactionSynchronization afterCommit = new TransactionSynchronization() {
        @Override
        public void afterCommit() {
            ring();
        }
    };

    /** Rings once when the current transaction commits, however often this is called in it. */
    void ringAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(afterCommit);
    }

    void ring() {
        rung.release();
    }

    /** Returns when it has rung since the last call, and at the latest after this time. */
    void await(Duration longest) throws InterruptedException {
        if (rung.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            rung.drainPermits();
        }
    }
}
