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
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
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

/**
 * The pages for an organization's roles: what each may do, who governs whom, and the forms to create, change and delete one.
 */
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
        return form(screen, actor, null, RoleForm.EMPTY, FormErrors.NONE);
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
        return Forms.submit(
                screen,
                () -> {
                    var made = roles.create(actor, here, typed.made(roles.list(here)));
                    Flash.leave(response, "done.role-created", made.name());
                    return Redirect.to(organization.path("/roles"));
                },
                errors -> form(screen, actor, null, typed, errors));
    }

    @GetMapping("/{role}")
    ResponseEntity<JteModel> edit(
            Screen screen, Actor actor, OrganizationAtHand organization, @PathVariable("role") String key) {
        var role = roles.getToChange(actor, organization.id(), key);
        var typed = RoleForm.of(role, roles.list(organization.id()));
        return form(screen, actor, role, typed, FormErrors.NONE);
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
        return Forms.submit(
                screen,
                () -> {
                    var changed = roles.change(actor, here, key, typed.changed(key), Expected.version(typed.version()));
                    Flash.leave(response, "done.role-saved", changed.name());
                    return Redirect.to(organization.path("/roles"));
                },
                errors -> form(screen, actor, role, typed, errors));
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
        return Forms.submit(
                screen,
                () -> {
                    roles.delete(actor, organization.id(), key, Expected.ANY);
                    Flash.leave(response, "done.role-deleted", role.name());
                    return Redirect.to(organization.path("/roles"));
                },
                errors -> Html.of(errors, templates.roleDelete(screen, role, errors)));
    }

    private ResponseEntity<JteModel> form(
            Screen screen, Actor actor, @Nullable Role role, RoleForm typed, FormErrors errors) {
        var here = screen.here().id();
        var areas = organizations.get(here).policy().productPermissions();
        var view = RoleFormView.of(screen.texts(), actor, role, typed, roles.list(here), areas, placed(errors));
        return Html.of(errors, templates.roleForm(screen, view));
    }

    /** Each refusal is shown at the field it concerns. */
    private static FormErrors placed(FormErrors errors) {
        var refusal = errors.refusal();
        if (refusal == null) {
            return errors;
        }
        return switch (refusal.problem()) {
            case RoleProblem.ROLE_KEY_TAKEN -> errors.at("key");
            case RoleProblem.LAST_ADMINISTRATOR -> errors.at("permissions");
            case RoleProblem.WOULD_ESCALATE -> errors.at(Escalation.field(refusal));
            default -> errors;
        };
    }
}
