package dev.roster.setup;

import dev.roster.application.Application;
import dev.roster.application.ApplicationKind;
import dev.roster.application.ApplicationRepository;
import dev.roster.installation.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Registers Northwind Portal, the application that {@code bin/run --demo} starts beside the server, on the next port. */
@Component
class DemoApplication {
    /** The same everywhere, so that the portal knows it. */
    static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");

    private final ApplicationRepository repository;
    private final Settings settings;
    private final Clock clock;

    DemoApplication(ApplicationRepository repository, Settings settings, Clock clock) {
        this.repository = repository;
        this.settings = settings;
        this.clock = clock;
    }

    void register() {
        var home = home(settings.publicUrl());
        repository.save(
                Demo.JOB.requireOperator(),
                new Application(
                        ID,
                        "Northwind Portal",
                        ApplicationKind.SPA,
                        List.of(home + "/callback"),
                        List.of(home + "/"),
                        home + "/backchannel-logout",
                        null,
                        true,
                        true,
                        Duration.ofMinutes(5),
                        Duration.ofDays(14),
                        clock.instant(),
                        List.of()));
    }

    private static String home(URI server) {
        int port = server.getPort() < 0 ? 8080 : server.getPort();
        return "http://localhost:" + (port + 1);
    }
}
