package dev.roster.groups;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.Permission;
import dev.roster.effects.Effect;
import dev.roster.effects.Effects;
import dev.roster.effects.Touched;
import dev.roster.group.Group;
import dev.roster.group.GroupProblem;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.organization.Organizations;
import dev.roster.rights.Reach;
import dev.roster.roles.RoleChoices;
import dev.roster.roles.Roles;
import dev.roster.shared.Cursor;
import dev.roster.shared.GroupId;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Picker;
import dev.roster.ui.Screen;
import dev.roster.ui.SearchedPage;
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
import org.springframework.web.bind.annotation.RequestParam;

/** The pages for the groups of an organization, except for a group's members. */
@Controller
@RequestMapping("/o/{org}/groups")
class GroupPages {
    private static final int ROWS = 50;

    private final Templates templates = new StaticTemplates();
    private final Groups groups;
    private final GroupMembers members;
    private final Roles roles;
    private final Organizations organizations;
    private final Effects effects;

    GroupPages(Groups groups, GroupMembers members, Roles roles, Organizations organizations, Effects effects) {
        this.groups = groups;
        this.members = members;
        this.roles = roles;
        this.organizations = organizations;
        this.effects = effects;
    }

    @GetMapping
    ResponseEntity<JteModel> groups(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(required = false) @Nullable String after) {
        var here = organization.id();
        var sought = Picker.readSearch(search);
        var view = new GroupListView(
                new SearchedPage<>(groups.list(actor, here, sought, Cursor.ofRequest(after), ROWS), sought),
                groups.count(actor, here, sought),
                actor.may(Permission.GROUPS_MANAGE, here));
        return Html.ok(templates.groupList(screen, view));
    }

    @GetMapping("/{group}")
    ResponseEntity<JteModel> general(
            Screen screen, Actor actor, OrganizationAtHand organization, @PathVariable GroupId group) {
        var shown = groups.get(actor, organization.id(), group);
        return general(screen, actor, shown, GroupForm.of(shown), FormErrors.NONE);
    }

    @PostMapping("/{group}")
    ResponseEntity<JteModel> edit(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable GroupId group,
            @ModelAttribute GroupForm typed,
            HttpServletResponse response) {
        var shown = groups.get(actor, organization.id(), group);
        return Forms.submit(
                screen,
                () -> {
                    var changed = groups.change(
                            actor, organization.id(), group, typed.text(), Expected.version(typed.version()));
                    Flash.leave(response, "done.group-saved", changed.name());
                    return Redirect.to(path(organization, group, ""));
                },
                errors -> general(screen, actor, shown, typed, errors));
    }

    @GetMapping("/{group}/modules")
    ResponseEntity<JteModel> modules(
            Screen screen, Actor actor, OrganizationAtHand organization, @PathVariable GroupId group) {
        var shown = groups.get(actor, organization.id(), group);
        return modules(screen, actor, shown, GroupForm.of(shown), FormErrors.NONE);
    }

    @PostMapping("/{group}/modules")
    ResponseEntity<JteModel> changeModules(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable GroupId group,
            @ModelAttribute GroupForm typed,
            @RequestParam(defaultValue = "") String action,
            HttpServletResponse response) {
        var here = organization.id();
        var shown = groups.get(actor, here, group);
        var expected = Expected.version(typed.version());
        return Forms.submit(
                screen,
                () -> {
                    if (action.equals(Effects.PREVIEW)) {
                        var effect = effects.of(
                                actor.require(Permission.GROUPS_MANAGE, here),
                                Touched.group(group),
                                () -> groups.change(actor, here, group, typed.modules(), expected));
                        return modules(screen, actor, shown, typed, effect, FormErrors.NONE);
                    }
                    var changed = groups.change(actor, here, group, typed.modules(), expected);
                    Flash.leave(response, "done.group-modules", changed.name());
                    return Redirect.to(path(organization, group, "/modules"));
                },
                errors -> modules(screen, actor, shown, typed, errors));
    }

    @GetMapping("/{group}/delete")
    ResponseEntity<JteModel> askToDelete(
            Screen screen, Actor actor, OrganizationAtHand organization, @PathVariable GroupId group) {
        actor.require(Permission.GROUPS_MANAGE, organization.id());
        var shown = groups.get(actor, organization.id(), group);
        return Html.ok(templates.groupDelete(screen, shown, FormErrors.NONE));
    }

    @PostMapping("/{group}/delete")
    ResponseEntity<JteModel> delete(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable GroupId group,
            HttpServletResponse response) {
        var shown = groups.get(actor, organization.id(), group);
        return Forms.submit(
                screen,
                () -> {
                    groups.delete(actor, organization.id(), group, Expected.ANY);
                    Flash.leave(response, "done.group-deleted", shown.name());
                    return Redirect.to(organization.path("/groups"));
                },
                errors -> Html.of(errors, templates.groupDelete(screen, shown, errors)));
    }

    private ResponseEntity<JteModel> general(
            Screen screen, Actor actor, Group group, GroupForm typed, FormErrors errors) {
        return Html.of(
                errors,
                templates.groupGeneral(
                        screen,
                        view(actor, group, "general"),
                        typed,
                        errors.at("name", GroupProblem.GROUP_NAME_TAKEN::equals)));
    }

    private ResponseEntity<JteModel> modules(
            Screen screen, Actor actor, Group group, GroupForm typed, FormErrors errors) {
        return modules(screen, actor, group, typed, null, errors);
    }

    private ResponseEntity<JteModel> modules(
            Screen screen, Actor actor, Group group, GroupForm typed, @Nullable Effect effect, FormErrors errors) {
        var here = group.organization();
        var choices =
                RoleChoices.of(screen.texts(), actor, organizations.get(here).policy(), roles.list(here));
        var fixed = whyModulesStay(screen, actor, group);
        return Html.of(
                errors,
                templates.groupModules(screen, view(actor, group, "modules"), choices, typed, fixed, effect, errors));
    }

    /** The reason why the actor cannot change what the group carries, or null; the operation checks again. */
    private @Nullable String whyModulesStay(Screen screen, Actor actor, Group group) {
        if (group.isDefault()) {
            return screen.t("group.modules.default");
        }
        if (!actor.may(Permission.GROUPS_MANAGE, group.organization())) {
            return screen.t("group.modules.not-allowed");
        }
        if (members.isOwn(actor, group.organization(), group.id())) {
            return screen.t("group.modules.own");
        }
        return Reach.governs(actor, group.roleIds()) ? null : screen.t("group.modules.not-governed");
    }

    static GroupView view(Actor actor, Group group, String tab) {
        var here = group.organization();
        return new GroupView(
                group,
                tab,
                actor.may(Permission.GROUPS_MANAGE, here),
                Reach.governs(actor, group.roleIds()),
                actor.may(Permission.USERS_ASSIGN_ROLE, here));
    }

    static String path(OrganizationAtHand organization, GroupId group, String rest) {
        return organization.path("/groups/" + group + rest);
    }
}
