package dev.roster.home;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.organization.Organizations;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The entry to an organization, which follows a sign-in. */
@Controller
class EntryPages {
    private final Templates templates = new StaticTemplates();
    private final Organizations organizations;

    EntryPages(Organizations organizations) {
        this.organizations = organizations;
    }

    /**
     * People who administer nothing go to the organization's home address if it has one. All others get its users if they may
     * see them, and otherwise their own profile.
     */
    @GetMapping("/o/{org}")
    ResponseEntity<JteModel> enter(Screen screen, Actor actor, OrganizationAtHand organization) {
        var address = organizations.get(organization.id()).policy().homeAddress();
        if (address != null && !actor.administers(organization.id())) {
            return elsewhere(screen, address);
        }
        return Redirect.to(actor.may(Permission.USERS_VIEW, organization.id()) ? organization.path("/users") : "/me");
    }

    /** A page that goes on by itself: browsers let no form, such as that of the sign-in, redirect to another site. */
    private ResponseEntity<JteModel> elsewhere(Screen screen, String address) {
        var page = Html.ok(templates.homeElsewhere(screen, address));
        return ResponseEntity.status(page.getStatusCode())
                .headers(page.getHeaders())
                .header("Refresh", "0; url=" + address)
                .body(page.getBody());
    }
}
