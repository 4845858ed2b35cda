package dev.roster.groups;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.group.Group;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.shared.Cursor;
import dev.roster.shared.GroupId;
import dev.roster.shared.InvalidException;
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

/** The members of a group: the list, and the dialogs that add and remove people. */
@Controller
@RequestMapping("/o/{org}/groups/{group}/members")
class GroupMemberPages {
    private static final int ROWS = 50;

    private final Templates templates = new StaticTemplates();
    private final Groups groups;
    private final GroupMembers members;
    private final PeoplePicks people;

    GroupMemberPages(Groups groups, GroupMembers members, PeoplePicks people) {
        this.groups = groups;
        this.members = members;
        this.people = people;
    }

    @GetMapping
    ResponseEntity<JteModel> members(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable GroupId group,
            @RequestParam(required = false) @Nullable String after) {
        var shown = groups.get(actor, organization.id(), group);
        var page = members.list(actor, organization.id(), group, Cursor.ofRequest(after), ROWS)
                .map(person -> GroupMemberRow.of(screen.texts(), actor, shown, person));
        return Html.ok(templates.groupMembers(screen, GroupPages.view(actor, shown, "members"), page));
    }

    @GetMapping("/add")
    ResponseEntity<JteModel> choose(
            Screen screen, Actor actor, OrganizationAtHand organization, @PathVariable GroupId group) {
        var shown = groups.get(actor, organization.id(), group);
        return choose(screen, actor, shown, List.of(), "", FormErrors.NONE);
    }

    @PostMapping("/add")
    ResponseEntity<JteModel> add(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable GroupId group,
            @RequestParam(name = PeoplePicks.NAME, required = false) @Nullable List<String> chosen,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String action,
            HttpServletResponse response) {
        var shown = groups.get(actor, organization.id(), group);
        var people = chosen == null ? List.<String>of() : chosen;
        if (action.equals(Picker.SEARCH)) {
            return choose(screen, actor, shown, people, search, FormErrors.NONE);
        }
        var users = PeoplePicks.users(people);
        return Forms.submit(
                screen,
                () -> {
                    if (users.isEmpty()) {
                        throw InvalidException.of(PeoplePicks.NAME, "nobody-chosen");
                    }
                    members.add(actor, organization.id(), group, users);
                    Flash.leave(response, "done.group-members-added", users.size(), shown.name());
                    return Redirect.to(GroupPages.path(organization, group, "/members"));
                },
                errors -> choose(screen, actor, shown, people, search, errors));
    }

    @GetMapping("/{user}/remove")
    ResponseEntity<JteModel> askToRemove(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable GroupId group,
            @PathVariable UserId user) {
        actor.require(Permission.USERS_ASSIGN_ROLE, organization.id());
        var shown = groups.get(actor, organization.id(), group);
        var person = members.get(actor, organization.id(), group, user);
        return Html.ok(templates.groupRemove(screen, shown, person, FormErrors.NONE));
    }

    @PostMapping("/{user}/remove")
    ResponseEntity<JteModel> remove(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable GroupId group,
            @PathVariable UserId user,
            HttpServletResponse response) {
        var shown = groups.get(actor, organization.id(), group);
        var person = members.get(actor, organization.id(), group, user);
        return Forms.submit(
                screen,
                () -> {
                    members.remove(actor, organization.id(), group, user);
                    Flash.leave(response, "done.group-member-removed", person.displayName(), shown.name());
                    return Redirect.to(GroupPages.path(organization, group, "/members"));
                },
                errors -> Html.of(errors, templates.groupRemove(screen, shown, person, errors)));
    }

    private ResponseEntity<JteModel> choose(
            Screen screen, Actor actor, Group group, List<String> chosen, String search, FormErrors errors) {
        var here = group.organization();
        actor.require(Permission.USERS_ASSIGN_ROLE, here);
        var picker = people.of(screen.texts(), actor, here, chosen, search, group.id());
        return Html.of(errors, templates.groupAdd(screen, group, picker, errors));
    }
}
