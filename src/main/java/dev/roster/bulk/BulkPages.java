package dev.roster.bulk;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.bulk.BulkView.Question;
import dev.roster.directory.BulkAction;
import dev.roster.directory.UserList;
import dev.roster.group.Group;
import dev.roster.groups.GroupPicker;
import dev.roster.groups.Groups;
import dev.roster.http.OrganizationAtHand;
import dev.roster.membership.Member;
import dev.roster.organization.Organizations;
import dev.roster.roles.RoleChoices;
import dev.roster.roles.Roles;
import dev.roster.shared.InvalidException;
import dev.roster.shared.UserId;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Picker;
import dev.roster.ui.Screen;
import dev.roster.undo.Undo;
import dev.roster.undo.Undos;
import gg.jte.models.runtime.JteModel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Previews a bulk action, asks for confirmation, runs it and reports. */
@Controller
@RequestMapping("/o/{org}/users/bulk")
class BulkPages {
    private final Templates templates = new StaticTemplates();
    private final BulkActions bulk;
    private final UserList list;
    private final Organizations organizations;
    private final Roles roles;
    private final Groups groups;
    private final GroupPicker picker;
    private final Undos undos;

    BulkPages(
            BulkActions bulk,
            UserList list,
            Organizations organizations,
            Roles roles,
            Groups groups,
            GroupPicker picker,
            Undos undos) {
        this.bulk = bulk;
        this.list = list;
        this.organizations = organizations;
        this.roles = roles;
        this.groups = groups;
        this.picker = picker;
        this.undos = undos;
    }

    /** @param more whether the filter matches more than these */
    private record Chosen(List<UserId> users, boolean more) {}

    /** Asks for the role or groups if needed; then shows who would be affected, and who not and why. */
    @PostMapping
    ResponseEntity<JteModel> ask(
            Screen screen, Actor actor, OrganizationAtHand organization, @ModelAttribute BulkForm form) {
        var action = require(actor, organization, form);
        var chosen = chosen(actor, organization, form);
        if (action.asks() && (form.chosen() == null || Picker.SEARCH.equals(form.action()))) {
            return question(screen, actor, organization, form, chosen, FormErrors.NONE);
        }
        return Forms.submit(
                screen,
                () -> preview(screen, actor, organization, form, command(organization, form), chosen, FormErrors.NONE),
                errors -> question(screen, actor, organization, form, chosen, errors));
    }

    @PostMapping("/run")
    ResponseEntity<JteModel> run(
            Screen screen, Actor.SignedIn actor, OrganizationAtHand organization, @ModelAttribute BulkForm form) {
        var action = require(actor, organization, form);
        var command = command(organization, form);
        var users = form.ids();
        return Forms.submit(
                screen,
                () -> {
                    if (action.isTyped(users.size())
                            && !String.valueOf(users.size()).equals(form.typedOrBlank())) {
                        throw InvalidException.of("typed", "confirmation", String.valueOf(users.size()));
                    }
                    var outcome = bulk.run(actor, organization.id(), command, users);
                    var undo = undone(action)
                            .flatMap(what -> undos.keep(actor, organization.id(), what, outcome.befores()))
                            .orElse(null);
                    return Html.ok(templates.bulkReport(
                            screen, new BulkView(command, form.list(), false, outcome, FormErrors.NONE, undo)));
                },
                errors -> preview(screen, actor, organization, form, command, new Chosen(users, false), errors));
    }

    private ResponseEntity<JteModel> preview(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            BulkForm form,
            BulkCommand command,
            Chosen chosen,
            FormErrors errors) {
        var outcome = bulk.rehearse(actor, organization.id(), command, chosen.users());
        var view = new BulkView(command, form.list(), chosen.more(), outcome, errors, null);
        return Html.of(errors, templates.bulkPreview(screen, view));
    }

    private static Optional<Undo.What> undone(BulkAction action) {
        return switch (action) {
            case CHANGE_ROLE -> Optional.of(Undo.What.ROLE_CHANGE);
            case ADD_TO_GROUPS -> Optional.of(Undo.What.GROUP_CHANGE);
            case ACTIVATE -> Optional.of(Undo.What.ACTIVATION);
            case DEACTIVATE -> Optional.of(Undo.What.DEACTIVATION);
            case DELETE -> Optional.of(Undo.What.DELETION);
            case SEND_INVITATION, SEND_LINK, REVOKE_INVITATION, RESTORE, REMOVE -> Optional.empty();
        };
    }

    private static BulkAction require(Actor actor, OrganizationAtHand organization, BulkForm form) {
        actor.require(Permission.USERS_VIEW, organization.id());
        var action = form.bulkAction();
        actor.require(action.permission(), organization.id());
        return action;
    }

    private Chosen chosen(Actor actor, OrganizationAtHand organization, BulkForm form) {
        if (form.all() == null) {
            return new Chosen(form.ids(), false);
        }
        var here = organization.id();
        var filter = form.query().filter(roles.list(here), reference -> groups.find(here, reference));
        var page = list.list(actor, here, filter, null, BulkAction.MOST);
        return new Chosen(page.items().stream().map(Member::id).toList(), page.next() != null);
    }

    /** @throws InvalidException if no role or groups are chosen, or they do not exist */
    private BulkCommand command(OrganizationAtHand organization, BulkForm form) {
        return switch (form.bulkAction()) {
            case CHANGE_ROLE -> toRole(organization, form);
            case ADD_TO_GROUPS -> intoGroups(organization, form);
            default -> new BulkCommand(form.bulkAction(), "", List.of(), "");
        };
    }

    private BulkCommand toRole(OrganizationAtHand organization, BulkForm form) {
        var key = form.newRole() == null ? "" : form.newRole();
        var role = roles.findByKey(organization.id(), key)
                .orElseThrow(() -> InvalidException.of("newRole", key.isBlank() ? "required" : "unknown"));
        return new BulkCommand(form.bulkAction(), role.key(), List.of(), role.name());
    }

    private BulkCommand intoGroups(OrganizationAtHand organization, BulkForm form) {
        var errors = new InvalidException.Collector();
        if (form.groupsOrNone().isEmpty()) {
            errors.add(GroupPicker.NAME, "required");
        }
        var wanted = groups.read(organization.id(), form.groupsOrNone(), errors);
        errors.throwIfAny();
        return new BulkCommand(
                form.bulkAction(),
                "",
                wanted.stream().map(Group::id).toList(),
                wanted.stream().map(Group::name).sorted().collect(Collectors.joining(", ")));
    }

    private ResponseEntity<JteModel> question(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            BulkForm form,
            Chosen chosen,
            FormErrors errors) {
        var here = organization.id();
        boolean aboutRole = form.bulkAction() == BulkAction.CHANGE_ROLE;
        var ticked = form.groupsOrNone();
        var search = Picker.SEARCH.equals(form.action()) ? form.search() : null;
        var question = new Question(
                form.bulkAction(),
                form.list(),
                chosen.users().stream().map(UserId::toString).collect(Collectors.joining(",")),
                chosen.users().size(),
                aboutRole
                        ? RoleChoices.of(
                                screen.texts(), actor, organizations.get(here).policy(), roles.list(here))
                        : List.of(),
                aboutRole ? null : picker.of(screen.texts(), actor, here, ticked, search),
                errors);
        return Html.of(errors, templates.bulkQuestion(screen, question));
    }
}
