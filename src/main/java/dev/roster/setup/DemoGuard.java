package dev.roster.setup;

import dev.roster.installation.Settings;
import dev.roster.installation.StartRefusedException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps demo mode, in which everyone's emails can be read and passwords are known, away from real data. Checks before Roster
 * accepts its first request.
 */
@Component
@ConditionalOnWebApplication
class DemoGuard implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(DemoGuard.class);

    private final Settings settings;
    private final DemoRepository repository;
    private final TransactionOperations transactions;
    private final Clock clock;

    DemoGuard(Settings settings, DemoRepository repository, TransactionOperations transactions, Clock clock) {
        this.settings = settings;
        this.repository = repository;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws StartRefusedException in demo mode if there is data that demo mode did not create */
    @Override
    public void afterSingletonsInstantiated() {
        transactions.executeWithoutResult(_ -> {
            if (settings.demo()) {
                requireDemoData();
            } else if (repository.leave(clock.instant())) {
                LOG.warn(
                        "This database contains demo data, whose passwords are public. After any change without demo mode,"
                                + " it can no longer be started in demo mode.");
            }
        });
    }

    private void requireDemoData() {
        boolean demoOnly = repository.isEmpty() || repository.isMarked();
        if (!demoOnly || repository.isChangedSinceLeft()) {
            throw new StartRefusedException(
                    "In demo mode, everyone can read all emails, and this database contains more"
                            + " than demo data. Start without ROSTER_DEMO, or set ROSTER_DATA_DIR to a separate data directory"
                            + " for the demo.");
        }
        repository.comeBack();
    }
}
