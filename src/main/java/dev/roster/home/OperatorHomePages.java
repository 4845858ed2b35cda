package dev.roster.home;

import dev.roster.access.Actor;
import dev.roster.health.Check;
import dev.roster.health.Checks;
import dev.roster.home.OperatorHomeRepository.Facts;
import dev.roster.http.Texts;
import dev.roster.installation.Settings;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page that says what needs doing on the installation. */
@Controller
class OperatorHomePages {
    private static final Duration BACKUP_LASTS = Duration.ofDays(7);

    private final Templates templates = new StaticTemplates();
    private final OperatorHomeRepository repository;
    private final Checks checks;
    private final Settings settings;
    private final Clock clock;

    OperatorHomePages(OperatorHomeRepository repository, Checks checks, Settings settings, Clock clock) {
        this.repository = repository;
        this.checks = checks;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/operator")
    ResponseEntity<JteModel> home(Screen screen, Actor actor) {
        var facts = repository.read(actor.requireOperator());
        long wrong = checks.list(actor).stream()
                .filter(check -> check.level() != Check.Level.GOOD)
                .count();
        return Html.ok(templates.homeOperator(
                screen,
                new OperatorHomeView(
                        facts.organizations(),
                        facts.people(),
                        facts.backedUpAt(),
                        wrong,
                        todos(screen.texts(), facts, wrong),
                        facts.organizations() == 0 ? steps(facts) : List.of())));
    }

    private List<Todo> todos(Texts texts, Facts facts, long wrong) {
        var todos = new ArrayList<Todo>();
        if (settings.smtpServer() == null && !settings.demo()) {
            todos.add(Todo.of("mail-off", true, texts.get("home.todo.no-mail-server"), "/operator/mails"));
        }
        if (wrong > 0) {
            todos.add(Todo.of("heartbeat", true, texts.get("home.todo.health", wrong), "/operator/health"));
        }
        if (facts.failedMails() > 0) {
            var more = facts.failedMails() >= Todos.MOST ? "+" : "";
            todos.add(Todo.of(
                    "mail-x",
                    true,
                    texts.get("home.todo.failed-mails", facts.failedMails(), more),
                    "/operator/mails?status=failed"));
        }
        var backedUpAt = facts.backedUpAt();
        if (backedUpAt == null) {
            todos.add(Todo.of("database-off", true, texts.get("home.todo.no-backup"), null));
        } else if (backedUpAt.plus(BACKUP_LASTS).isBefore(clock.instant())) {
            long days = Duration.between(backedUpAt, clock.instant()).toDays();
            todos.add(Todo.of("database-off", true, texts.get("home.todo.old-backup", days), null));
        }
        if (facts.operators() == 1) {
            todos.add(Todo.of("user-exclamation", false, texts.get("home.todo.one-operator"), "/operator/people"));
        }
        return todos;
    }

    private List<SetupStep> steps(Facts facts) {
        return List.of(
                new SetupStep("mail", settings.smtpServer() != null, "/operator/mails"),
                new SetupStep("organization", false, "/operator/organizations/new"),
                new SetupStep("backup", facts.backedUpAt() != null, "/operator/health"),
                new SetupStep("operators", facts.operators() > 1, "/operator/people"));
    }
}
