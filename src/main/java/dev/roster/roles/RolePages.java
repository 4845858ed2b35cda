package dev.roster.roles;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.Permission;
import dev.roster.access.RecentFactor;
import dev.roster.effects.Effect;
import dev.roster.effects.Effects;
import dev.roster.effects.Touched;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The pages for an organization's roles: what each may do, who governs whom, and the forms to create, change and delete one.
 */
@Controller
@RequestMapping("/o/{org}/roles")
class RolePages {
    /** The value of the button that gives a role all that the roles which it governs have. */
    private static final String ADD_MISSING = "add-missing";

    private final Templates templates = new StaticTemplates();
    private final Roles roles;
    private final Organizations organizations;
    private final Effects effects;

    RolePages(Roles roles, Organizations organizations, Effects effects) {
        this.roles = roles;
        this.organizations = organizations;
        this.effects = effects;
    }

    @GetMapping
    ResponseEntity<JteModel> roles(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @RequestParam(defaultValue = "") String one,
            @RequestParam(defaultValue = "") String other) {
        var here = organization.id();
        actor.require(Permission.ROLES_VIEW, here);
        var view = RoleListView.of(
                        screen.texts(),
                        actor,
                        roles.list(here),
                        roles.listHeld(here),
                        organizations.get(here).policy(),
                        actor.may(Permission.ROLES_MANAGE, here))
                .holding(actor.may(Permission.USERS_VIEW, here) ? roles.countHolders(here) : Map.of())
                .comparing(one, other);
        return Html.ok(templates.roleList(screen, view));
    }

    @GetMapping("/new")
    ResponseEntity<JteModel> make(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @RequestParam(name = "copy", defaultValue = "") String copied) {
        var here = organization.id();
        actor.require(Permission.ROLES_MANAGE, here);
        var typed = roles.findByKey(here, copied)
                .map(role -> RoleForm.of(role, roles.list(here)).copied(screen.t("role.copy.name", role.name())))
                .orElse(RoleForm.EMPTY);
        return form(screen, actor, null, typed, FormErrors.NONE);
    }

    @PostMapping
    @RecentFactor
    ResponseEntity<JteModel> create(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @ModelAttribute RoleForm typed,
            @RequestParam(defaultValue = "") String action,
            HttpServletResponse response) {
        var here = organization.id();
        actor.require(Permission.ROLES_MANAGE, here);
        if (action.equals(ADD_MISSING)) {
            return form(screen, actor, null, typed.completed(roles.list(here)), FormErrors.NONE);
        }
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
    @RecentFactor
    ResponseEntity<JteModel> change(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable("role") String key,
            @ModelAttribute RoleForm typed,
            @RequestParam(defaultValue = "") String action,
            HttpServletResponse response) {
        var here = organization.id();
        var role = roles.getToChange(actor, here, key);
        if (action.equals(ADD_MISSING)) {
            return form(screen, actor, role, typed.completed(roles.list(here)), FormErrors.NONE);
        }
        var expected = Expected.version(typed.version());
        return Forms.submit(
                screen,
                () -> {
                    if (action.equals(Effects.PREVIEW)) {
                        var effect = effects.of(
                                actor.require(Permission.ROLES_MANAGE, here),
                                Touched.role(role.id()),
                                () -> roles.change(actor, here, key, typed.changed(key), expected));
                        return form(screen, actor, role, typed, effect, FormErrors.NONE);
                    }
                    var changed = roles.change(actor, here, key, typed.changed(key), expected);
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
    @RecentFactor
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
        return form(screen, actor, role, typed, null, errors);
    }

    private ResponseEntity<JteModel> form(
            Screen screen,
            Actor actor,
            @Nullable Role role,
            RoleForm typed,
            @Nullable Effect effect,
            FormErrors errors) {
        var here = screen.here().id();
        var areas = organizations.get(here).policy().productPermissions();
        var view = RoleFormView.of(screen.texts(), actor, role, typed, roles.list(here), areas, placed(errors));
        return Html.of(errors, templates.roleForm(screen, view, effect));
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
