package dev.roster.groups;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.draft.Draft;
import dev.roster.group.GroupProblem;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.organization.Organizations;
import dev.roster.roles.RoleChoices;
import dev.roster.roles.Roles;
import dev.roster.shared.OrganizationId;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Picker;
import dev.roster.ui.Screen;
import dev.roster.ui.Step;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriUtils;

/** The steps for creating a group. Each has its own URL, so that nothing is lost on a reload or when going back. */
@Controller
@RequestMapping("/o/{org}/groups/new")
class NewGroupPages {
    private static final String BACK = "back";

    private final Templates templates = new StaticTemplates();
    private final NewGroups newGroups;
    private final PeoplePicks people;
    private final Roles roles;
    private final Organizations organizations;

    NewGroupPages(NewGroups newGroups, PeoplePicks people, Roles roles, Organizations organizations) {
        this.newGroups = newGroups;
        this.people = people;
        this.roles = roles;
        this.organizations = organizations;
    }

    @GetMapping
    ResponseEntity<JteModel> start(Screen screen, Actor.SignedIn actor, OrganizationAtHand organization) {
        var asked = new Asked(screen, actor, organization, null, NewGroupStep.GENERAL, "");
        return page(asked, NewGroupDraft.EMPTY, FormErrors.NONE);
    }

    @PostMapping
    ResponseEntity<JteModel> begin(
            Screen screen,
            Actor.SignedIn actor,
            OrganizationAtHand organization,
            @ModelAttribute NewGroupDraft.Typed typed) {
        var asked = new Asked(screen, actor, organization, null, NewGroupStep.GENERAL, "");
        var content = NewGroupDraft.EMPTY.with(NewGroupStep.GENERAL, typed);
        return Forms.submit(
                screen,
                () -> {
                    newGroups.check(actor, organization.id(), NewGroupStep.GENERAL, content);
                    var draft = newGroups.begin(actor, organization.id(), content);
                    return Redirect.to(path(organization, draft.id(), NewGroupStep.MODULES));
                },
                errors -> page(asked, content, errors));
    }

    @GetMapping("/{draft}/{step:general|modules|members|overview}")
    ResponseEntity<JteModel> step(
            Screen screen,
            Actor.SignedIn actor,
            OrganizationAtHand organization,
            @PathVariable UUID draft,
            @PathVariable String step,
            @RequestParam(defaultValue = "") String search) {
        var result = newGroups.findResult(actor, organization.id(), draft);
        if (result.isPresent()) {
            return Redirect.to(organization.path(result.get()));
        }
        var content = newGroups.get(actor, organization.id(), draft).content();
        var at = NewGroupStep.of(step);
        if (at.compareTo(content.reached()) > 0) {
            return Redirect.to(path(organization, draft, content.reached()));
        }
        return page(new Asked(screen, actor, organization, draft, at, search), content, FormErrors.NONE);
    }

    @PostMapping("/{draft}/{step:general|modules|members|overview}")
    ResponseEntity<JteModel> send(
            Screen screen,
            Actor.SignedIn actor,
            OrganizationAtHand organization,
            @PathVariable UUID draft,
            @PathVariable String step,
            @ModelAttribute NewGroupDraft.Typed typed,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String action,
            HttpServletResponse response) {
        var here = organization.id();
        var result = newGroups.findResult(actor, here, draft);
        if (result.isPresent()) {
            return Redirect.to(organization.path(result.get()));
        }
        var at = NewGroupStep.of(step);
        var content = newGroups.get(actor, here, draft).content().with(at, typed);
        newGroups.keep(actor, here, new Draft<>(draft, content));
        if (action.equals(BACK)) {
            return Redirect.to(path(organization, draft, at.before()));
        }
        if (action.equals(Picker.SEARCH)) {
            var sought = UriUtils.encode(Picker.readSearch(search), StandardCharsets.UTF_8);
            return Redirect.to(path(organization, draft, at) + "?search=" + sought);
        }
        var asked = new Asked(screen, actor, organization, draft, at, search);
        return Forms.submit(
                screen,
                () -> {
                    newGroups.check(actor, here, at, content);
                    if (at != NewGroupStep.OVERVIEW) {
                        return Redirect.to(path(organization, draft, at.next()));
                    }
                    var made = newGroups.create(actor, here, draft);
                    Flash.leave(response, "done.group-created", made.name());
                    return Redirect.to(GroupPages.path(organization, made.id(), "/members"));
                },
                errors -> page(asked, content, errors));
    }

    /** A requested step; the draft is null until one exists. */
    private record Asked(
            Screen screen,
            Actor.SignedIn actor,
            OrganizationAtHand organization,
            @Nullable UUID draft,
            NewGroupStep step,
            String search) {
        OrganizationId here() {
            return organization.id();
        }
    }

    private ResponseEntity<JteModel> page(Asked asked, NewGroupDraft typed, FormErrors errors) {
        asked.actor().require(Permission.GROUPS_MANAGE, asked.here());
        var texts = asked.screen().texts();
        var policy = organizations.get(asked.here()).policy();
        var view = new NewGroupView(
                asked.step(),
                steps(asked),
                asked.draft() == null
                        ? asked.organization().path("/groups/new")
                        : path(asked.organization(), asked.draft(), asked.step()),
                typed,
                RoleChoices.of(texts, asked.actor(), policy, roles.list(asked.here())),
                people(asked, typed),
                asked.actor().may(Permission.USERS_ASSIGN_ROLE, asked.here()),
                asked.step() == NewGroupStep.GENERAL
                        ? errors.at("name", GroupProblem.GROUP_NAME_TAKEN::equals)
                        : errors);
        return Html.of(errors, templates.groupNew(asked.screen(), view));
    }

    /** Only where people are shown: finding them costs more than the rest of the page. */
    private Picker people(Asked asked, NewGroupDraft typed) {
        return asked.step() == NewGroupStep.MEMBERS || asked.step() == NewGroupStep.OVERVIEW
                ? people.of(asked.screen().texts(), asked.actor(), asked.here(), typed.members(), asked.search(), null)
                : Picker.of(PeoplePicks.NAME, List.of(), null, List.of());
    }

    private static List<Step> steps(Asked asked) {
        var all = Arrays.stream(NewGroupStep.values()).toList();
        var draft = asked.draft();
        return Step.of(
                all.stream()
                        .map(step -> asked.screen().t("group.step." + step.key()))
                        .toList(),
                all.stream()
                        .map(step -> draft == null ? "" : path(asked.organization(), draft, step))
                        .toList(),
                asked.step().ordinal());
    }

    private static String path(OrganizationAtHand organization, UUID draft, NewGroupStep step) {
        return organization.path("/groups/new/" + draft + "/" + step.key());
    }
}
