package dev.roster.admission;

import dev.roster.shared.OrganizationId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The queues of organizations. However many clients one of them has, only some of its requests are processed at the same time
 * on a node, so that the others are served as quickly as before.
 */
@Component
public class OrganizationsLine {
    /** How many requests of one organization may wait. */
    private static final int WAITING = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int places;
    private final Duration patience;
    private final Counter refused;
    private final Map<OrganizationId, Line> lines = new ConcurrentHashMap<>();

    /** @param requests in progress or waiting */
    private record Line(Semaphore places, int requests) {
        Line with(int more) {
            return new Line(places, requests + more);
        }
    }

    @Autowired
    OrganizationsLine(MeterRegistry metrics) {
        this(4 * Runtime.getRuntime().availableProcessors(), PATIENCE, metrics);
    }

    OrganizationsLine(int places, Duration patience, MeterRegistry metrics) {
        this.places = places;
        this.patience = patience;
        this.refused = metrics.counter("roster.refusals", "limit", "organization");
    }

    /** A request in progress. */
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for a slot, which the caller has until it is closed.
     *
     * @return null if too many are waiting, or it took too long
     */
    public @Nullable Place enter(OrganizationId organization) {
        var line = Objects.requireNonNull(lines.compute(
                organization,
                (_, known) -> (known == null ? new Line(new Semaphore(places, true), 0) : known).with(1)));
        if (line.requests() > places + WAITING || !acquired(line.places())) {
            leave(organization);
            refused.increment();
            return null;
        }
        return () -> {
            line.places().release();
            leave(organization);
        };
    }

    private boolean acquired(Semaphore free) {
        try {
            return free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void leave(OrganizationId organization) {
        lines.computeIfPresent(organization, (_, line) -> line.requests() == 1 ? null : line.with(-1));
    }

    /** The number of organizations with requests. */
    int size() {
        return lines.size();
    }
}
