package dev.roster.setup;

import dev.roster.installation.Announcements;
import dev.roster.installation.Settings;
import dev.roster.organization.Presets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells the person who starts Roster how to sign in: with the link for the first operator, or as one of the cast. */
@Component
@ConditionalOnWebApplication
class StartMessage {
    private static final String ROW = "  %-17s  %-18s  %-16s  %s%n";

    private final Announcements announcements;
    private final Settings settings;
    private final SetupLink link;
    private final Presets presets;

    StartMessage(Announcements announcements, Settings settings, SetupLink link, Presets presets) {
        this.announcements = announcements;
        this.settings = settings;
        this.link = link;
        this.presets = presets;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void print() {
        lines().forEach(announcements::confide);
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        if (settings.demo()) {
            lines.add(demoTable());
        }
        link.find().ifPresent(uri -> lines.add("""
                There is no operator yet. Open this link to create the first one. It works once:
                  %s""".formatted(uri)));
        return List.copyOf(lines);
    }

    private String demoTable() {
        var table = new StringBuilder("Demo data: sign in at %s/login as any of these people with the password %s%n%n"
                .formatted(settings.publicUrl(), Cast.PASSWORD));
        table.append(ROW.formatted("Organization", "Role", "Name", "Sign in as"));
        Arrays.stream(Cast.values()).map(this::row).forEach(table::append);
        return table.append("%nEmails are not sent. You can read them at %s/dev/mail".formatted(settings.publicUrl()))
                .toString();
    }

    private String row(Cast person) {
        var company = person.company();
        if (company == null) {
            return ROW.formatted("", "Operator", person.displayName(), person.email());
        }
        var preset = presets.find(company.preset()).orElseThrow();
        var names = preset.policy().newUser().username() ? person.email() + " or " + person.username() : person.email();
        return ROW.formatted(
                company.displayName(),
                preset.policy().newUser().groups()
                        ? person.group()
                        : preset.role(String.valueOf(person.role())).name(),
                person.displayName(),
                names);
    }
}
