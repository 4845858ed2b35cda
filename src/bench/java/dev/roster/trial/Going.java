package dev.roster.trial;

import java.util.concurrent.atomic.AtomicInteger;

/** How long an attack goes on, and what its own requests were answered. */
final class Going {
    private final long end;
    private final AtomicInteger faults = new AtomicInteger();

    Going(long nanos) {
        this.end = System.nanoTime() + nanos;
    }

    boolean on() {
        return System.nanoTime() < end && !Thread.currentThread().isInterrupted();
    }

    /** Being refused is no fault of the server's, and being told that it is busy (503) is none either. */
    void answered(Exchange exchange) {
        if (exchange.status() == 500) {
            faults.incrementAndGet();
        }
    }

    int faults() {
        return faults.get();
    }
}
