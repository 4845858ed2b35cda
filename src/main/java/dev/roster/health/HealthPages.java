package dev.roster.health;

import dev.roster.access.Actor;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The operator's page about the state of the installation. */
@Controller
class HealthPages {
    private final Templates templates = new StaticTemplates();
    private final Checks checks;

    HealthPages(Checks checks) {
        this.checks = checks;
    }

    @GetMapping("/operator/health")
    ResponseEntity<JteModel> show(Screen screen, Actor actor) {
        return Html.ok(templates.healthShow(screen, checks.list(actor), checks.slowest(actor)));
    }
}
