package dev.roster.organization;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.shared.Cursor;
import dev.roster.shared.InvalidException;
import dev.roster.shared.Text;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The operator's pages for organizations, and the settings of one. */
@Controller
class OrganizationPages {
    private static final int ROWS = 50;

    private final Templates templates = new StaticTemplates();
    private final Organizations organizations;
    private final Presets presets;
    private final UserCounts users;

    OrganizationPages(Organizations organizations, Presets presets, UserCounts users) {
        this.organizations = organizations;
        this.presets = presets;
        this.users = users;
    }

    @GetMapping("/operator/organizations")
    ResponseEntity<JteModel> list(
            Screen screen,
            Actor actor,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(required = false) @Nullable String after) {
        if (Text.hasControlCharacters(search)) {
            throw InvalidException.of("search", "control-characters");
        }
        var page = organizations.list(actor, search, Cursor.ofRequest(after), ROWS);
        var counts = users.count(
                actor.requireOperator(),
                page.items().stream().map(ListedOrganization::id).toList());
        return Html.ok(templates.organizationList(screen, page, counts, search));
    }

    @GetMapping("/operator/organizations/new")
    ResponseEntity<JteModel> form(Screen screen, Actor actor) {
        actor.requireOperator();
        var empty = new NewOrganization("", "", Presets.KEYS.getFirst(), "");
        return Html.ok(templates.organizationNew(screen, presets.all(), empty, FormErrors.NONE));
    }

    @PostMapping("/operator/organizations")
    ResponseEntity<JteModel> create(
            Screen screen, Actor actor, @ModelAttribute NewOrganization typed, HttpServletResponse response) {
        actor.requireOperator();
        return Forms.submit(
                screen,
                () -> {
                    var created = organizations.create(actor, typed);
                    Flash.leave(response, "done.organization-created", created.name());
                    return Redirect.to("/o/" + created.slug() + "/users");
                },
                errors -> Html.of(errors, templates.organizationNew(screen, presets.all(), typed, errors.at("slug"))));
    }

    @GetMapping("/o/{org}/settings")
    ResponseEntity<JteModel> settings(Screen screen, Actor actor, OrganizationAtHand organization) {
        return settings(screen, actor, organization, null, FormErrors.NONE);
    }

    @PostMapping("/o/{org}/settings")
    ResponseEntity<JteModel> rename(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @RequestParam(defaultValue = "") String name,
            HttpServletResponse response) {
        return Forms.submit(
                screen,
                () -> {
                    organizations.rename(actor, organization.id(), name);
                    Flash.leave(response, "done.organization-saved");
                    return Redirect.to(organization.path("/settings"));
                },
                errors -> settings(screen, actor, organization, name, errors));
    }

    private ResponseEntity<JteModel> settings(
            Screen screen, Actor actor, OrganizationAtHand organization, @Nullable String typed, FormErrors errors) {
        actor.require(Permission.ORGANIZATION_ADMINISTER, organization.id());
        var shown = organizations.get(organization.id());
        return Html.of(
                errors, templates.organizationSettings(screen, shown, typed == null ? shown.name() : typed, errors));
    }
}
