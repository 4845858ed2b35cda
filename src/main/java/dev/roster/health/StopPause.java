package dev.roster.health;

import dev.roster.installation.Settings;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Goes on answering for a while once {@code /health/ready} says that this node stops, so that balancers have noticed before it
 * refuses connections.
 */
@Component
class StopPause implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StopPause.class);

    private final Duration pause;
    private volatile boolean running;

    StopPause(Settings settings) {
        this.pause = settings.stopPause();
    }

    @Override
    public void start() {
        running = true;
    }

    /** Called before the web server is stopped, whose phase is below this default one, and after readiness has changed. */
    @Override
    public void stop() {
        running = false;
        LOG.info("Roster stops. For another {} s it answers requests.", pause.toSeconds());
        try {
            Thread.sleep(pause);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
