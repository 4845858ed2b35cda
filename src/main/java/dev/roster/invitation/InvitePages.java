package dev.roster.invitation;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.draft.Draft;
import dev.roster.draft.Drafts;
import dev.roster.group.Group;
import dev.roster.groups.GroupPicker;
import dev.roster.groups.Groups;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Onboarding;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy;
import dev.roster.people.Users;
import dev.roster.person.ProfileInput;
import dev.roster.rights.Members;
import dev.roster.roles.RoleChoices;
import dev.roster.roles.Roles;
import dev.roster.shared.Ids;
import dev.roster.shared.InvalidException;
import dev.roster.shared.UserId;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Picker;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import java.util.List;
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
 * Inviting a user in four steps: the person, their groups, an overview, done. Only the overview's button sends the invitation.
 */
@Controller
@RequestMapping("/o/{org}/invitations")
class InvitePages {
    private final Templates templates = new StaticTemplates();
    private final Users users;
    private final Members members;
    private final Drafts drafts;
    private final Groups groups;
    private final GroupPicker pickers;
    private final Roles roles;
    private final Organizations organizations;

    InvitePages(
            Users users,
            Members members,
            Drafts drafts,
            Groups groups,
            GroupPicker pickers,
            Roles roles,
            Organizations organizations) {
        this.users = users;
        this.members = members;
        this.drafts = drafts;
        this.groups = groups;
        this.pickers = pickers;
        this.roles = roles;
        this.organizations = organizations;
    }

    @GetMapping("/new")
    ResponseEntity<JteModel> start(Screen screen, Actor actor, OrganizationAtHand organization) {
        return details(screen, actor, null, InvitationDraft.EMPTY, FormErrors.NONE);
    }

    @PostMapping("/new")
    ResponseEntity<JteModel> begin(
            Screen screen, Actor.SignedIn actor, OrganizationAtHand organization, @ModelAttribute ProfileInput typed) {
        return afterDetails(screen, actor, organization, null, InvitationDraft.EMPTY.of(typed));
    }

    @GetMapping("/new/{draft}")
    ResponseEntity<JteModel> details(
            Screen screen, Actor.SignedIn actor, OrganizationAtHand organization, @PathVariable("draft") String id) {
        var draft = draft(actor, organization, id);
        return details(screen, actor, draft, draft.content(), FormErrors.NONE);
    }

    @PostMapping("/new/{draft}")
    ResponseEntity<JteModel> details(
            Screen screen,
            Actor.SignedIn actor,
            OrganizationAtHand organization,
            @PathVariable("draft") String id,
            @ModelAttribute ProfileInput typed) {
        var draft = draft(actor, organization, id);
        return afterDetails(screen, actor, organization, draft, draft.content().of(typed));
    }

    @GetMapping("/new/{draft}/groups")
    ResponseEntity<JteModel> groups(
            Screen screen,
            Actor.SignedIn actor,
            OrganizationAtHand organization,
            @PathVariable("draft") String id,
            @RequestParam(defaultValue = "") String search) {
        return groups(screen, actor, draft(actor, organization, id), search, FormErrors.NONE);
    }

    @PostMapping("/new/{draft}/groups")
    ResponseEntity<JteModel> groups(
            Screen screen,
            Actor.SignedIn actor,
            OrganizationAtHand organization,
            @PathVariable("draft") String id,
            @RequestParam(required = false) @Nullable List<String> groups,
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String action) {
        var before = draft(actor, organization, id);
        var draft = new Draft<>(before.id(), before.content().with(role, groups == null ? List.of() : groups));
        drafts.save(actor, organization.id(), draft);
        if (action.equals(Picker.SEARCH)) {
            return groups(screen, actor, draft, search, FormErrors.NONE);
        }
        if (action.equals("back")) {
            return Redirect.to(path(organization, draft, ""));
        }
        if (policy(organization).newUser().groups()
                && draft.content().groupsOrNone().isEmpty()) {
            var missing = FormErrors.of(screen.texts(), InvalidException.of("groups", "required"));
            return groups(screen, actor, draft, search, missing);
        }
        return Redirect.to(path(organization, draft, "/overview"));
    }

    @GetMapping("/new/{draft}/overview")
    ResponseEntity<JteModel> overview(
            Screen screen, Actor.SignedIn actor, OrganizationAtHand organization, @PathVariable("draft") String id) {
        var draft = draft(actor, organization, id);
        return draft.content().groups() == null
                ? Redirect.to(path(organization, draft, "/groups"))
                : overview(screen, organization, draft, FormErrors.NONE);
    }

    /** The one request that sends the invitation. */
    @PostMapping("/new/{draft}/overview")
    ResponseEntity<JteModel> invite(
            Screen screen, Actor.SignedIn actor, OrganizationAtHand organization, @PathVariable("draft") String id) {
        var draft = draft(actor, organization, id);
        return Forms.submit(
                screen,
                () -> {
                    var invited = users.create(
                            actor, organization.id(), draft.content().wanted());
                    drafts.delete(actor, organization.id(), draft.id());
                    return Redirect.to(
                            organization.path("/invitations/" + invited.member().id() + "/done"));
                },
                errors -> overview(screen, organization, draft, errors));
    }

    @GetMapping("/{user}/done")
    ResponseEntity<JteModel> done(
            Screen screen, Actor actor, OrganizationAtHand organization, @PathVariable("user") String id) {
        requireOffered(actor, organization);
        var user = Ids.read(id).map(UserId::new).orElseThrow(AccessProblem.NOT_FOUND::with);
        return Html.ok(templates.invitationDone(
                screen,
                members.get(organization.id(), user),
                InviteView.steps(screen, policy(organization), List.of("", "", "", ""), 3)));
    }

    private ResponseEntity<JteModel> afterDetails(
            Screen screen,
            Actor.SignedIn actor,
            OrganizationAtHand organization,
            @Nullable Draft<InvitationDraft> before,
            InvitationDraft typed) {
        return Forms.submit(
                screen,
                () -> {
                    var profile = users.check(actor, organization.id(), typed.profile());
                    var checked = typed.of(typed.profile().with(profile.phone()));
                    if (before == null) {
                        var draft = drafts.create(actor, organization.id(), InvitationDraft.KIND, checked);
                        return Redirect.to(path(organization, draft, "/groups"));
                    }
                    drafts.save(actor, organization.id(), new Draft<>(before.id(), checked));
                    return Redirect.to(path(organization, before, "/groups"));
                },
                errors -> details(screen, actor, before, typed, errors));
    }

    private ResponseEntity<JteModel> details(
            Screen screen,
            Actor actor,
            @Nullable Draft<InvitationDraft> draft,
            InvitationDraft typed,
            FormErrors errors) {
        requireOffered(actor, screen.here());
        var view = new InviteView(draft, typed, policy(screen.here()), errors.at("email", UserProblem::isAboutAddress));
        return Html.of(errors, templates.invitationDetails(screen, view));
    }

    private ResponseEntity<JteModel> groups(
            Screen screen, Actor actor, Draft<InvitationDraft> draft, String search, FormErrors errors) {
        requireOffered(actor, screen.here());
        var here = screen.here().id();
        var view = new InviteView(draft, draft.content(), policy(screen.here()), errors);
        var choices = view.policy().newUser().groups()
                ? null
                : RoleChoices.of(screen.texts(), actor, view.policy(), roles.list(here));
        var picker = choices != null
                ? null
                : pickers.of(screen.texts(), actor, here, view.typed().groupsOrNone(), search);
        return Html.of(errors, templates.invitationGroups(screen, view, picker, choices));
    }

    private ResponseEntity<JteModel> overview(
            Screen screen, OrganizationAtHand organization, Draft<InvitationDraft> draft, FormErrors errors) {
        var view = new InviteView(draft, draft.content(), policy(organization), errors);
        var chosen =
                groups
                        .read(organization.id(), draft.content().groupsOrNone(), new InvalidException.Collector())
                        .stream()
                        .map(Group::name)
                        .sorted()
                        .toList();
        var role = roles.findByKey(organization.id(), view.roleKey()).orElse(null);
        return Html.of(errors, templates.invitationOverview(screen, view, chosen, role == null ? null : role.name()));
    }

    private Draft<InvitationDraft> draft(Actor.SignedIn actor, OrganizationAtHand organization, String id) {
        requireOffered(actor, organization);
        return drafts.get(
                actor,
                organization.id(),
                InvitationDraft.KIND,
                Ids.read(id).orElseThrow(AccessProblem.NOT_FOUND::with));
    }

    private void requireOffered(Actor actor, OrganizationAtHand organization) {
        actor.require(Permission.USERS_VIEW, organization.id());
        actor.require(Permission.USERS_CREATE, organization.id());
        if (!policy(organization).onboarding().contains(Onboarding.INVITATION)) {
            throw UserProblem.NOT_OFFERED.with("invite");
        }
    }

    private Policy policy(OrganizationAtHand organization) {
        return organizations.get(organization.id()).policy();
    }

    private static String path(OrganizationAtHand organization, Draft<InvitationDraft> draft, String step) {
        return organization.path("/invitations/new/" + draft.id() + step);
    }
}
