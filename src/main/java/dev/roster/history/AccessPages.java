package dev.roster.history;

import dev.roster.access.Actor;
import dev.roster.http.OrganizationAtHand;
import dev.roster.organization.Organizations;
import dev.roster.people.UserView;
import dev.roster.people.Users;
import dev.roster.shared.UserId;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The tab of a user's page that says what they may do, and why. */
@Controller
class AccessPages {
    private final Templates templates = new StaticTemplates();
    private final Explanations explanations;
    private final Users users;
    private final Organizations organizations;

    AccessPages(Explanations explanations, Users users, Organizations organizations) {
        this.explanations = explanations;
        this.users = users;
        this.organizations = organizations;
    }

    @GetMapping("/o/{org}/users/{user}/access")
    ResponseEntity<JteModel> show(
            Screen screen, Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        var here = organization.id();
        var member = users.get(actor, here, user);
        var policy = organizations.get(here).policy();
        var had = explanations.list(actor, here, user);
        return Html.ok(templates.historyAccess(
                screen,
                UserView.of(screen, actor, member, policy, "access"),
                AccessView.of(screen.texts(), policy, had, explanations.listMissing(here, had))));
    }
}
