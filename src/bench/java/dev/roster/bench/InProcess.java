package dev.roster.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.roster.RosterApplication;
import dev.roster.access.Actor;
import dev.roster.access.Authorities;
import dev.roster.bench.Load.Client;
import dev.roster.bench.Load.Clients;
import dev.roster.creation.UserDraft;
import dev.roster.installation.Settings;
import dev.roster.organization.NewOrganization;
import dev.roster.organization.Organizations;
import dev.roster.people.Users;
import dev.roster.shared.OrganizationId;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.ConfigurableApplicationContext;

/** Roster in this process, for its operations without HTTP. */
final class InProcess implements AutoCloseable {
    static final String LARGE = "create through the operation, large organization";
    static final String SMALL = "create through the operation, small organization";

    private final Data data;
    private final ConfigurableApplicationContext context;
    private final Newcomers newcomers = new Newcomers();

    InProcess(Data data, Path dataDir, String smtpUrl) {
        this.data = data;
        var settings = Settings.read(
                Map.of(
                        "ROSTER_PORT",
                        "0",
                        "ROSTER_STOP_PAUSE",
                        "0",
                        "ROSTER_DATA_DIR",
                        dataDir.toString(),
                        "ROSTER_DATABASE_URL",
                        data.jdbcUrl(),
                        "ROSTER_SMTP_URL",
                        smtpUrl),
                List.of());
        context = RosterApplication.application(settings).run();
    }

    UUID makeLargeOrganization() {
        return context.getBean(Organizations.class)
                .create(new Actor.Job("bench"), new NewOrganization("Large", Data.LARGE, "partner", null))
                .id()
                .value();
    }

    List<Case> cases() {
        return List.of(
                new Case(LARGE, null, () -> clients(Data.LARGE)), new Case(SMALL, null, () -> clients(Data.SMALL)));
    }

    /** Of this process: besides Roster, it has only the four client threads. */
    static double cpuMillis() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e6;
    }

    private Clients clients(String slug) {
        var organization = new OrganizationId(data.organization(slug));
        var token = data.token(slug).id();
        var authority = context.getBean(Authorities.class).ofToken(organization, token);
        var actor = new Actor.TokenHolder(token, "bench", false, null, authority);
        var users = context.getBean(Users.class);
        return number -> new Client() {
            @Override
            public void once() {
                var person = newcomers.next();
                users.create(
                        actor,
                        organization,
                        UserDraft.of(person.displayName(), person.email()).withRole("user"));
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {
        context.close();
    }
}
