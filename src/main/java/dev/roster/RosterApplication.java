package dev.roster;

import dev.roster.command.Commands;
import dev.roster.installation.Announcements;
import dev.roster.installation.Settings;
import dev.roster.installation.Settings.LogFormat;
import dev.roster.installation.StartRefusedException;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Starts Roster. */
@SpringBootApplication
public class RosterApplication {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_BAD_SETTINGS = 2;

    public static void main(String[] args) {
        var arguments = List.of(args);
        if (!Commands.isCommand(arguments)) {
            serve(arguments);
        } else if (isServe(arguments)) {
            serve(arguments.subList(1, arguments.size()));
        } else {
            // The output of a command is its result, and nothing else.
            LoggingSystem.get(RosterApplication.class.getClassLoader())
                    .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
            System.exit(
                    new Commands(System.getenv(), RosterApplication::quietly, System.out, System.err).run(arguments));
        }
    }

    private static boolean isServe(List<String> arguments) {
        return arguments.getFirst().equals("serve") && !arguments.contains("--help") && !arguments.contains("-h");
    }

    private static void serve(List<String> flags) {
        Settings settings;
        try {
            settings = Settings.read(System.getenv(), flags);
        } catch (StartRefusedException e) {
            System.err.println(e.getMessage());
            System.exit(EXIT_BAD_SETTINGS);
            return;
        }
        try {
            var context = application(settings).run();
            var announcements = context.getBean(Announcements.class);
            announcements.ready();
            if (settings.portWasTaken()) {
                announcements.say("Port %d is in use. This Roster listens on %d."
                        .formatted(Settings.DEFAULT_PORT, settings.port()));
            }
            announcements.say("Roster is ready at %s (started in %.1f s)"
                    .formatted(settings.publicUrl(), secondsSinceProcessStart()));
        } catch (RuntimeException e) {
            // Spring has reported it.
            System.exit(EXIT_FAILED);
        }
    }

    /** For a command, whose output is its result: without a log. */
    private static SpringApplication quietly(Settings settings) {
        return application(settings, Map.of("logging.level.root", "off", "logging.level.dev.roster", "off"));
    }

    /** Roster with these settings, ready to {@code run()}; tests start it the same way. */
    public static SpringApplication application(Settings settings) {
        return application(settings, Map.of());
    }

    private static SpringApplication application(Settings settings, Map<String, Object> more) {
        var application = new SpringApplication(RosterApplication.class) {
            /** Takes precedence over everything else, so that no variable such as SERVER_PORT overrides the settings. */
            @Override
            protected void configurePropertySources(ConfigurableEnvironment environment, String[] args) {
                environment
                        .getPropertySources()
                        .addFirst(new MapPropertySource("settings", properties(settings, more)));
            }
        };
        application.addInitializers(context ->
                ((GenericApplicationContext) context).registerBean("settings", Settings.class, () -> settings));
        return application;
    }

    private static Map<String, Object> properties(Settings settings, Map<String, Object> more) {
        var properties = new HashMap<>(more);
        properties.put("server.port", settings.port());
        properties.put("server.address", settings.address().getHostAddress());
        var tls = settings.tls();
        if (tls != null) {
            properties.put("server.ssl.bundle", "roster");
            properties.put("spring.ssl.bundle.pem.roster.keystore.certificate", "file:" + tls.certificate());
            properties.put("spring.ssl.bundle.pem.roster.keystore.private-key", "file:" + tls.key());
            properties.put("spring.ssl.bundle.pem.roster.reload-on-update", true);
        }
        if (settings.logFormat() == LogFormat.JSON) {
            properties.put("logging.structured.format.console", "ecs");
        }
        return properties;
    }

    private static double secondsSinceProcessStart() {
        return ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
    }
}
