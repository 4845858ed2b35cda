package dev.roster.people;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.group.Group;
import dev.roster.groups.GroupPicker;
import dev.roster.groups.Groups;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.membership.Member;
import dev.roster.membership.Member.HeldGroup;
import dev.roster.organization.Organizations;
import dev.roster.shared.UserId;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Picker;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The tab of a user's page that shows and changes their groups. */
@Controller
@RequestMapping("/o/{org}/users/{user}/groups")
class MemberGroupPages {
    private final Templates templates = new StaticTemplates();
    private final Users users;
    private final RoleAssignments assignments;
    private final Organizations organizations;
    private final Groups groups;
    private final GroupPicker picker;

    MemberGroupPages(
            Users users, RoleAssignments assignments, Organizations organizations, Groups groups, GroupPicker picker) {
        this.users = users;
        this.assignments = assignments;
        this.organizations = organizations;
        this.groups = groups;
        this.picker = picker;
    }

    @GetMapping
    ResponseEntity<JteModel> groups(
            Screen screen, Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        return page(screen, actor, users.get(actor, organization.id(), user), null, "", FormErrors.NONE);
    }

    @PostMapping
    ResponseEntity<JteModel> change(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable UserId user,
            @RequestParam(name = GroupPicker.NAME, required = false) @Nullable List<String> chosen,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String action,
            HttpServletResponse response) {
        var member = users.get(actor, organization.id(), user);
        var wanted = chosen == null ? List.<String>of() : chosen;
        if (action.equals(Picker.SEARCH)) {
            return page(screen, actor, member, wanted, search, FormErrors.NONE);
        }
        return Forms.submit(
                screen,
                () -> {
                    assignments.changeGroups(actor, organization.id(), member.id(), wanted, Expected.ANY);
                    Flash.leave(response, "done.groups-changed", member.displayName());
                    return Redirect.to(UserPages.path(organization, member, "/groups"));
                },
                errors -> page(screen, actor, member, wanted, search, errors));
    }

    private ResponseEntity<JteModel> page(
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
