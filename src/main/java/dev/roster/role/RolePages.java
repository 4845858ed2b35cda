package dev.roster.role;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.organization.Organizations;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.web.OrganizationAtHand;
import dev.roster.web.Screen;
import gg.jte.models.runtime.JteModel;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The roles of an organization: what each may do, and who governs whom. */
@Controller
class RolePages {
    private final Templates templates = new StaticTemplates();
    private final Roles roles;
    private final Organizations organizations;

    RolePages(Roles roles, Organizations organizations) {
        this.roles = roles;
        this.organizations = organizations;
    }

    @GetMapping("/o/{org}/roles")
    JteModel roles(Screen screen, Actor actor, OrganizationAtHand organization) {
        actor.require(Permission.ROLES_VIEW, organization.id());
        var all = roles.list(organization.id());
        return templates.roleList(
                screen, all, organizations.get(organization.id()).policy().productPermissions());
    }
}
