package dev.roster.invitation;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.draft.Draft;
import dev.roster.draft.Drafts;
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
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
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
        return at(actor, organization, id, draft -> details(screen, actor, draft, draft.content(), FormErrors.NONE));
    }

    @PostMapping("/new/{draft}")
    ResponseEntity<JteModel> details(
            Screen screen,
            Actor.SignedIn actor,
            OrganizationAtHand organization,
            @PathVariable("draft") String id,
            @ModelAttribute ProfileInput typed) {
        return at(
                actor,
                organization,
                id,
                draft -> afterDetails(
                        screen, actor, organization, draft, draft.content().of(typed)));
    }

    @GetMapping("/new/{draft}/groups")
    ResponseEntity<JteModel> groups(
            Screen screen,
            Actor.SignedIn actor,
            OrganizationAtHand organization,
            @PathVariable("draft") String id,
            @RequestParam(defaultValue = "") String search) {
        return at(actor, organization, id, draft -> groups(screen, actor, draft, search, FormErrors.NONE));
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
        return at(actor, organization, id, before -> {
            var chosen = before.content().with(role, groups == null ? List.of() : groups);
            return afterGroups(screen, actor, new Draft<>(before.id(), chosen), search, action);
        });
    }

    private ResponseEntity<JteModel> afterGroups(
            Screen screen, Actor.SignedIn actor, Draft<InvitationDraft> draft, String search, String action) {
        var organization = screen.here();
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
        return at(
                actor,
                organization,
                id,
                draft -> draft.content().groups() == null
                        ? Redirect.to(path(organization, draft, "/groups"))
                        : overview(screen, organization, draft, FormErrors.NONE));
    }

    /** The one request that sends the invitation. */
    @PostMapping("/new/{draft}/overview")
    ResponseEntity<JteModel> invite(
            Screen screen, Actor.SignedIn actor, OrganizationAtHand organization, @PathVariable("draft") String id) {
        return at(
                actor,
                organization,
                id,
                draft -> Forms.submit(
                        screen,
                        () -> {
                            var invited = users.create(
                                    actor, organization.id(), draft.content().wanted());
                            var done = "/invitations/" + invited.member().id() + "/done";
                            drafts.spend(actor, organization.id(), draft.id(), done);
                            return Redirect.to(organization.path(done));
                        },
                        errors -> overview(screen, organization, draft, errors)));
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
        var chosen = groups.read(organization.id(), draft.content().groupsOrNone(), new InvalidException.Collector());
        var known = roles.list(organization.id());
        var gives = chosen.isEmpty()
                ? roles.findByKey(organization.id(), view.roleKey()).stream()
                        .map(Offer.Given::role)
                        .toList()
                : chosen.stream()
                        .map(group -> Offer.Given.group(group.name(), group.roleIds(), known))
                        .sorted(Comparator.comparing(given -> String.valueOf(given.group())))
                        .toList();
        return Html.of(errors, templates.invitationOverview(screen, view, gives));
    }

    /** A step of a draft; of one whose invitation has been sent, its result: people go back in their browser. */
    private ResponseEntity<JteModel> at(
            Actor.SignedIn actor,
            OrganizationAtHand organization,
            String id,
            Function<Draft<InvitationDraft>, ResponseEntity<JteModel>> step) {
        requireOffered(actor, organization);
        var draft = Ids.read(id).orElseThrow(AccessProblem.NOT_FOUND::with);
        return drafts.find(actor, organization.id(), InvitationDraft.KIND, draft)
                .map(step)
                .or(() -> drafts.findResult(actor, organization.id(), draft)
                        .map(result -> Redirect.to(organization.path(result))))
                .orElseThrow(AccessProblem.NOT_FOUND::with);
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
