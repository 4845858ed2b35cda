package dev.roster.health;

import dev.roster.installation.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Logs which versions run from now on, for readers of the log after an upgrade. */
@Component
class StartLine {
    private static final Logger LOG = LoggerFactory.getLogger(StartLine.class);

    private final HealthRepository repository;

    StartLine(HealthRepository repository) {
        this.repository = repository;
    }

    @EventListener(ApplicationReadyEvent.class)
    void log() {
        var database = repository.database();
        LOG.info("Roster {} runs on PostgreSQL {}, schema {}.", Node.version(), database.version(), database.schema());
    }
}
