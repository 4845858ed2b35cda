package dev.roster.people;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.group.Group;
import dev.roster.groups.GroupPicker;
import dev.roster.groups.Groups;
import dev.roster.http.LocalPath;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.membership.Member;
import dev.roster.membership.Member.HeldGroup;
import dev.roster.organization.Organizations;
import dev.roster.roles.RoleChoices;
import dev.roster.roles.Roles;
import dev.roster.shared.UserId;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Picker;
import dev.roster.ui.Screen;
import dev.roster.undo.Undo;
import dev.roster.undo.Undos;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The tabs of a user's page that show and change their role and their groups. */
@Controller
@RequestMapping("/o/{org}/users/{user}")
class MemberRightsPages {
    private final Templates templates = new StaticTemplates();
    private final Users users;
    private final RoleAssignments assignments;
    private final Organizations organizations;
    private final Roles roles;
    private final Groups groups;
    private final GroupPicker picker;
    private final Undos undos;

    MemberRightsPages(
            Users users,
            RoleAssignments assignments,
            Organizations organizations,
            Roles roles,
            Groups groups,
            GroupPicker picker,
            Undos undos) {
        this.users = users;
        this.assignments = assignments;
        this.organizations = organizations;
        this.groups = groups;
        this.picker = picker;
        this.roles = roles;
        this.undos = undos;
    }

    @GetMapping("/role")
    ResponseEntity<JteModel> role(
            Screen screen, Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        return role(screen, actor, users.get(actor, organization.id(), user), null, FormErrors.NONE);
    }

    /** @param newRole the role chosen in a row of the list, to which the answer leads back */
    @PostMapping("/role")
    ResponseEntity<JteModel> changeRole(
            Screen screen,
            Actor.SignedIn actor,
            OrganizationAtHand organization,
            @PathVariable UserId user,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(required = false) @Nullable String newRole,
            @RequestHeader(name = HttpHeaders.REFERER, required = false) @Nullable String from,
            HttpServletResponse response) {
        var member = users.get(actor, organization.id(), user);
        var wanted = newRole == null ? role : newRole;
        return Forms.submit(
                screen,
                () -> {
                    var changed = assignments.changeRole(actor, organization.id(), member.id(), wanted, Expected.ANY);
                    Flash.leave(response, "done.role-changed", changed.displayName(), roleName(changed));
                    undos.offer(response, actor, Undo.What.ROLE_CHANGE, member, changed);
                    return Redirect.to(
                            newRole == null
                                    ? UserPages.path(organization, member, "/role")
                                    : LocalPath.ofUrl(from, organization.path("/users")));
                },
                errors -> role(screen, actor, member, wanted, errors));
    }

    @GetMapping("/groups")
    ResponseEntity<JteModel> groups(
            Screen screen, Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        return groups(screen, actor, users.get(actor, organization.id(), user), null, "", FormErrors.NONE);
    }

    @PostMapping("/groups")
    ResponseEntity<JteModel> changeGroups(
            Screen screen,
            Actor.SignedIn actor,
            OrganizationAtHand organization,
            @PathVariable UserId user,
            @RequestParam(name = GroupPicker.NAME, required = false) @Nullable List<String> chosen,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String action,
            HttpServletResponse response) {
        var member = users.get(actor, organization.id(), user);
        var wanted = chosen == null ? List.<String>of() : chosen;
        if (action.equals(Picker.SEARCH)) {
            return groups(screen, actor, member, wanted, search, FormErrors.NONE);
        }
        return Forms.submit(
                screen,
                () -> {
                    var changed = assignments.changeGroups(actor, organization.id(), member.id(), wanted, Expected.ANY);
                    Flash.leave(response, "done.groups-changed", member.displayName());
                    undos.offer(response, actor, Undo.What.GROUP_CHANGE, member, changed);
                    return Redirect.to(UserPages.path(organization, member, "/groups"));
                },
                errors -> groups(screen, actor, member, wanted, search, errors));
    }

    private ResponseEntity<JteModel> role(
            Screen screen, Actor actor, Member member, @Nullable String typed, FormErrors errors) {
        var held = member.role();
        var selected = typed != null ? typed : held == null ? "" : held.key();
        var policy = organizations.get(member.organization()).policy();
        var choices = RoleChoices.of(screen.texts(), actor, policy, roles.list(member.organization()));
        var view = UserView.of(screen, actor, member, policy, "role");
        var refusal = view.can(MemberAction.CHANGE_ROLE)
                ? null
                : assignments
                        .findRefusal(actor, member.organization(), member.id())
                        .map(refused -> FormErrors.of(screen.texts(), refused).problem())
                        .orElse(null);
        return Html.of(errors, templates.userRole(screen, view, choices, selected, refusal, errors));
    }

    private static String roleName(Member member) {
        var role = member.role();
        return role == null ? "" : role.name();
    }

    private ResponseEntity<JteModel> groups(
            Screen screen, Actor actor, Member member, @Nullable List<String> typed, String search, FormErrors errors) {
        var here = member.organization();
        var held = member.groups().stream().map(HeldGroup::id).toList();
        List<Group> shown = groups.list(here, held);
        var chosen = typed != null
                ? typed
                : held.stream().map(id -> id.value().toString()).toList();
        var view = UserView.of(screen, actor, member, organizations.get(here).policy(), "groups");
        return Html.of(
                errors,
                templates.userGroups(
                        screen, view, shown, picker.of(screen.texts(), actor, here, chosen, search), errors));
    }
}
