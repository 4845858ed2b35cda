package dev.roster.command;

import dev.roster.access.Actor;
import dev.roster.installation.Database;
import dev.roster.installation.Schema;
import dev.roster.installation.Settings;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Roster's operations without its server: no port, no jobs, no emails sent, no tables upgraded. What a command does is audited as done by the
 * console of the machine.
 */
final class Console implements AutoCloseable {
    static final Actor.Job ACTOR = new Actor.Job("console");

    private final ConfigurableApplicationContext context;
    private @Nullable Database database;

    private Console(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Opens the database of these settings, and closes it at the end. */
    static Console open(Settings settings, Function<Settings, SpringApplication> roster) {
        var database = Database.open(settings);
        try {
            var console = on(database, settings, roster);
            console.database = database;
            return console;
        } catch (RuntimeException refused) {
            database.close();
            throw refused;
        }
    }

    /** On a database that the caller has opened, and closes. */
    static Console on(Database database, Settings settings, Function<Settings, SpringApplication> roster) {
        Schema.of(database).requireLatest();
        var application = roster.apply(settings);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        application.addInitializers(replacing(database));
        return new Console(application.run());
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
        if (database != null) {
            database.close();
        }
    }

    private static ApplicationContextInitializer<GenericApplicationContext> replacing(Database database) {
        return context -> {
            context.registerBean(
                    "openedDatabase",
                    Database.class,
                    () -> database,
                    definition -> definition.setDestroyMethodName(""));
            context.registerBean("noMigration", FlywayMigrationStrategy.class, () -> _ -> {});
            context.registerBean(
                    AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME,
                    LifecycleProcessor.class,
                    NothingStarts::new);
        };
    }

    /** Jobs and deliveries are those of the server. */
    private static final class NothingStarts implements LifecycleProcessor {
        @Override
        public void onRefresh() {
            // See above.
        }

        @Override
        public void onClose() {
            // What was not started needs no stopping.
        }

        @Override
        public void start() {
            // See above.
        }

        @Override
        public void stop() {
            // See above.
        }

        @Override
        public boolean isRunning() {
            return false;
        }
    }
}
