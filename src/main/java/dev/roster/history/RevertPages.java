package dev.roster.history;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.shared.Ids;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Asks before what an event says is reverted, and reverts it. */
@Controller
@RequestMapping("/o/{org}/audit/{event}/revert")
class RevertPages {
    private final Templates templates = new StaticTemplates();
    private final Reverts reverts;

    RevertPages(Reverts reverts) {
        this.reverts = reverts;
    }

    @GetMapping
    ResponseEntity<JteModel> ask(
            Screen screen, Actor actor, OrganizationAtHand organization, @PathVariable String event) {
        return ask(screen, actor, organization, event, FormErrors.NONE);
    }

    @PostMapping
    ResponseEntity<JteModel> revert(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable String event,
            HttpServletResponse response) {
        var id = Ids.read(event).orElseThrow(AccessProblem.NOT_FOUND::with);
        return Forms.submit(
                screen,
                () -> {
                    reverts.revert(actor, organization.id(), id);
                    Flash.leave(response, "done.reverted");
                    return Redirect.to(organization.path("/audit"));
                },
                errors -> ask(screen, actor, organization, event, errors));
    }

    private ResponseEntity<JteModel> ask(
            Screen screen, Actor actor, OrganizationAtHand organization, String event, FormErrors errors) {
        var id = Ids.read(event).orElseThrow(AccessProblem.NOT_FOUND::with);
        var shown = reverts.get(actor, organization.id(), id);
        return Html.of(errors, templates.historyRevert(screen, shown, errors));
    }
}
