package dev.roster.trial;

import java.util.concurrent.atomic.AtomicInteger;

/** How long an attack goes on, and how its own requests were answered. */
final class Going {
    private final long end;
    private final AtomicInteger faults = new AtomicInteger();

    Going(long nanos) {
        this.end = System.nanoTime() + nanos;
    }

    boolean on() {
        return System.nanoTime() < end && !Thread.currentThread().isInterrupted();
    }

    /** A refusal is not the server's fault, and neither is the answer that it is busy (503). */
    void answered(Exchange exchange) {
        if (exchange.status() == 500) {
            faults.incrementAndGet();
        }
    }

    int faults() {
        return faults.get();
    }
}
