package dev.roster.health;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.stereotype.Component;

/**
 * Keeps the log readable while something is wrong. The first of the warnings and errors of a kind are logged as they are, with
 * their stack if they have one; then a single line a minute says how many there were, until a minute passes without any.
 */
@Component
final class RepeatedFaults extends TurboFilter implements AutoCloseable {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(RepeatedFaults.class);
    private static final Duration A_LINE_EVERY = Duration.ofMinutes(1);
    private static final int SHOWN_WITHOUT_STACK = 5;
    private static final int SHOWN_WITH_STACK = 1;

    private final Map<Kind, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final ScheduledExecutorService reporter = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("repeated-faults").factory());

    private record Kind(String logger, String format, String thrown) {
        int shown() {
            return thrown.isEmpty() ? SHOWN_WITHOUT_STACK : SHOWN_WITH_STACK;
        }
    }

    RepeatedFaults() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            logback.addTurboFilter(this);
        }
        long every = A_LINE_EVERY.toSeconds();
        reporter.scheduleWithFixedDelay(this::report, every, every, TimeUnit.SECONDS);
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        boolean counted = format != null
                && level.isGreaterOrEqual(Level.WARN)
                && level.isGreaterOrEqual(logger.getEffectiveLevel())
                && !logger.getName().equals(LOG.getName());
        if (format == null || !counted) {
            return FilterReply.NEUTRAL;
        }
        var kind = new Kind(logger.getName(), format, name(thrown == null ? last(arguments) : thrown));
        int number = counts.computeIfAbsent(kind, _ -> new AtomicInteger()).incrementAndGet();
        return number <= kind.shown() ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    private static @Nullable Object last(Object @Nullable [] arguments) {
        return arguments == null || arguments.length == 0 ? null : arguments[arguments.length - 1];
    }

    private static String name(@Nullable Object thrown) {
        return thrown instanceof Throwable fault ? fault.getClass().getName() : "";
    }

    /** A kind that goes on stays known, so that its stack is not shown again. */
    void report() {
        counts.forEach((kind, count) -> {
            int more = count.getAndUpdate(seen -> Math.min(seen, kind.shown())) - kind.shown();
            if (more > 0) {
                LOG.warn(
                        "{} more times in the last minute: {} \"{}\" {}",
                        more,
                        kind.logger(),
                        kind.format(),
                        kind.thrown());
            } else {
                counts.remove(kind);
            }
        });
    }

    @Override
    public void close() {
        reporter.shutdownNow();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            logback.getTurboFilterList().remove(this);
        }
    }
}
