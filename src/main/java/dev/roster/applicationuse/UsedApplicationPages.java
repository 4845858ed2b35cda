package dev.roster.applicationuse;

import dev.roster.access.Actor;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The page <i>Applications</i> of an organization. */
@Controller
@RequestMapping("/o/{org}" + UsedApplicationPages.PATH)
class UsedApplicationPages {
    static final String PATH = "/applications";

    private final Templates templates = new StaticTemplates();
    private final UsedApplications applications;

    UsedApplicationPages(UsedApplications applications) {
        this.applications = applications;
    }

    @GetMapping
    ResponseEntity<JteModel> list(Screen screen, Actor actor, OrganizationAtHand organization) {
        return Html.ok(templates.applicationuseList(
                screen, organization.path(PATH), applications.list(actor, organization.id())));
    }

    @GetMapping("/{application}/deactivate")
    ResponseEntity<JteModel> askToDeactivate(
            Screen screen, Actor actor, OrganizationAtHand organization, @PathVariable UUID application) {
        return Html.ok(templates.applicationuseDeactivate(
                screen, organization.path(PATH), applications.get(actor, organization.id(), application)));
    }

    @PostMapping("/{application}/deactivate")
    ResponseEntity<Void> deactivate(
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable UUID application,
            HttpServletResponse response) {
        var done = applications.deactivate(actor, organization.id(), application);
        Flash.leave(response, "done.application-deactivated", done.name());
        return Redirect.to(organization.path(PATH));
    }

    @PostMapping("/{application}/activate")
    ResponseEntity<Void> activate(
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable UUID application,
            HttpServletResponse response) {
        var done = applications.activate(actor, organization.id(), application);
        Flash.leave(response, "done.application-activated", done.name());
        return Redirect.to(organization.path(PATH));
    }
}
