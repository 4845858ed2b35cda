package dev.roster.roles;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.Permission;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.organization.Organizations;
import dev.roster.rights.Escalation;
import dev.roster.role.Role;
import dev.roster.role.RoleProblem;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The roles of an organization: what each may do, who governs whom, and the forms to make, change and delete one. */
@Controller
@RequestMapping("/o/{org}/roles")
class RolePages {
    private final Templates templates = new StaticTemplates();
    private final Roles roles;
    private final Organizations organizations;

    RolePages(Roles roles, Organizations organizations) {
        this.roles = roles;
        this.organizations = organizations;
    }

    @GetMapping
    ResponseEntity<JteModel> roles(Screen screen, Actor actor, OrganizationAtHand organization) {
        var here = organization.id();
        actor.require(Permission.ROLES_VIEW, here);
        var view = RoleListView.of(
                screen.texts(),
                actor,
                roles.list(here),
                roles.listHeld(here),
                organizations.get(here).policy(),
                actor.may(Permission.ROLES_MANAGE, here));
        return Html.ok(templates.roleList(screen, view));
    }

    @GetMapping("/new")
    ResponseEntity<JteModel> make(Screen screen, Actor actor, OrganizationAtHand organization) {
        actor.require(Permission.ROLES_MANAGE, organization.id());
        return form(200, screen, actor, null, RoleForm.EMPTY, FormErrors.NONE);
    }

    @PostMapping
    ResponseEntity<JteModel> create(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @ModelAttribute RoleForm typed,
            HttpServletResponse response) {
        var here = organization.id();
        actor.require(Permission.ROLES_MANAGE, here);
        try {
            var made = roles.create(actor, here, typed.made(roles.list(here)));
            Flash.leave(response, "done.role-created", made.name());
            return Redirect.to(organization.path("/roles"));
        } catch (InvalidException invalid) {
            return form(422, screen, actor, null, typed, FormErrors.of(screen.texts(), invalid));
        } catch (ProblemException refused) {
            return form(refused.problem().status(), screen, actor, null, typed, errors(screen, refused));
        }
    }

    @GetMapping("/{role}")
    ResponseEntity<JteModel> edit(
            Screen screen, Actor actor, OrganizationAtHand organization, @PathVariable("role") String key) {
        var role = roles.getToChange(actor, organization.id(), key);
        var typed = RoleForm.of(role, roles.list(organization.id()));
        return form(200, screen, actor, role, typed, FormErrors.NONE);
    }

    @PostMapping("/{role}")
    ResponseEntity<JteModel> change(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable("role") String key,
            @ModelAttribute RoleForm typed,
            HttpServletResponse response) {
        var here = organization.id();
        var role = roles.getToChange(actor, here, key);
        try {
            var changed = roles.change(actor, here, key, typed.changed(key), Expected.version(typed.version()));
            Flash.leave(response, "done.role-saved", changed.name());
            return Redirect.to(organization.path("/roles"));
        } catch (InvalidException invalid) {
            return form(422, screen, actor, role, typed, FormErrors.of(screen.texts(), invalid));
        } catch (ProblemException refused) {
            return form(refused.problem().status(), screen, actor, role, typed, errors(screen, refused));
        }
    }

    @GetMapping("/{role}/delete")
    ResponseEntity<JteModel> askToDelete(
            Screen screen, Actor actor, OrganizationAtHand organization, @PathVariable("role") String key) {
        var role = roles.getToChange(actor, organization.id(), key);
        return Html.ok(templates.roleDelete(screen, role, FormErrors.NONE));
    }

    @PostMapping("/{role}/delete")
    ResponseEntity<JteModel> delete(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable("role") String key,
            HttpServletResponse response) {
        var role = roles.getToChange(actor, organization.id(), key);
        try {
            roles.delete(actor, organization.id(), key, Expected.ANY);
            Flash.leave(response, "done.role-deleted", role.name());
            return Redirect.to(organization.path("/roles"));
        } catch (ProblemException refused) {
            var errors = FormErrors.of(screen.texts(), refused);
            return Html.of(refused.problem().status(), templates.roleDelete(screen, role, errors));
        }
    }

    private ResponseEntity<JteModel> form(
            int status, Screen screen, Actor actor, @Nullable Role role, RoleForm typed, FormErrors errors) {
        var here = screen.here().id();
        var areas = organizations.get(here).policy().productPermissions();
        var view = RoleFormView.of(screen.texts(), actor, role, typed, roles.list(here), areas, errors);
        return Html.of(status, templates.roleForm(screen, view));
    }

    /** Each refusal stands at the field that it is about. */
    private static FormErrors errors(Screen screen, ProblemException refused) {
        var errors = FormErrors.of(screen.texts(), refused);
        return switch (refused.problem()) {
            case RoleProblem.ROLE_KEY_TAKEN -> errors.at("key");
            case RoleProblem.LAST_ADMINISTRATOR -> errors.at("permissions");
            case RoleProblem.WOULD_ESCALATE -> errors.at(Escalation.field(refused));
            default -> errors;
        };
    }
}
