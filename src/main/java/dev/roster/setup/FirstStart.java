package dev.roster.setup;

import dev.roster.access.Actor;
import dev.roster.apitoken.OperatorTokens;
import dev.roster.installation.Settings;
import dev.roster.organization.OrganizationProblem;
import dev.roster.shared.ProblemException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Gives an empty installation what the settings ask for, before it is ready. Another node may do so at the same time. */
@Component
@ConditionalOnWebApplication
class FirstStart implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

    private final Settings settings;
    private final OperatorTokens tokens;
    private final Demo demo;
    private final Clock clock;

    FirstStart(Settings settings, OperatorTokens tokens, Demo demo, Clock clock) {
        this.settings = settings;
        this.tokens = tokens;
        this.demo = demo;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var secret = settings.bootstrapToken();
        if (secret != null) {
            makeToken(secret);
        }
        if (settings.demo()) {
            makeDemo();
        }
    }

    private void makeToken(String secret) {
        try {
            if (tokens.bootstrap(new Actor.Job("bootstrap"), secret)) {
                LOG.info("Created the operator API token from ROSTER_BOOTSTRAP_TOKEN.");
            }
        } catch (DuplicateKeyException anotherNodeWasQuicker) {
            LOG.debug("Another node created the token.");
        }
    }

    private void makeDemo() {
        var start = clock.instant();
        try {
            if (demo.make()) {
                LOG.info(
                        "Created the demo data in {} ms.",
                        Duration.between(start, clock.instant()).toMillis());
            }
        } catch (ProblemException refused) {
            if (refused.problem() != OrganizationProblem.SLUG_TAKEN) {
                throw refused;
            }
            LOG.debug("Another node created the demo data.");
        }
    }
}
