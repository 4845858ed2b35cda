package dev.roster.organization;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.shared.Cursor;
import dev.roster.shared.InvalidException;
import dev.roster.shared.ProblemException;
import dev.roster.shared.Text;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
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

/** The operator's organizations, and the settings of one. */
@Controller
class OrganizationPages {
    private static final int ROWS = 50;

    private final Templates templates = new StaticTemplates();
    private final Organizations organizations;
    private final Presets presets;

    OrganizationPages(Organizations organizations, Presets presets) {
        this.organizations = organizations;
        this.presets = presets;
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
        return Html.of(200, templates.organizationList(screen, page, search));
    }

    @GetMapping("/operator/organizations/new")
    ResponseEntity<JteModel> form(Screen screen, Actor actor) {
        actor.requireOperator();
        var empty = new NewOrganization("", "", Presets.KEYS.getFirst(), "");
        return Html.of(200, templates.organizationNew(screen, presets.all(), empty, FormErrors.NONE));
    }

    @PostMapping("/operator/organizations")
    ResponseEntity<JteModel> create(
            Screen screen, Actor actor, @ModelAttribute NewOrganization typed, HttpServletResponse response) {
        actor.requireOperator();
        try {
            var created = organizations.create(actor, typed);
            Flash.leave(response, "done.organization-created", created.name());
            return Redirect.to("/o/" + created.slug() + "/users");
        } catch (InvalidException invalid) {
            return Html.of(
                    422,
                    templates.organizationNew(screen, presets.all(), typed, FormErrors.of(screen.texts(), invalid)));
        } catch (ProblemException refused) {
            var errors = FormErrors.of(screen.texts(), refused).at("slug");
            return Html.of(refused.problem().status(), templates.organizationNew(screen, presets.all(), typed, errors));
        }
    }

    @GetMapping("/o/{org}/settings")
    ResponseEntity<JteModel> settings(Screen screen, Actor actor, OrganizationAtHand organization) {
        return settings(200, screen, actor, organization, null, FormErrors.NONE);
    }

    @PostMapping("/o/{org}/settings")
    ResponseEntity<JteModel> rename(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @RequestParam(defaultValue = "") String name,
            HttpServletResponse response) {
        try {
            organizations.rename(actor, organization.id(), name);
            Flash.leave(response, "done.organization-saved");
            return Redirect.to(organization.path("/settings"));
        } catch (InvalidException invalid) {
            return settings(422, screen, actor, organization, name, FormErrors.of(screen.texts(), invalid));
        }
    }

    private ResponseEntity<JteModel> settings(
            int status,
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @Nullable String typed,
            FormErrors errors) {
        actor.require(Permission.ORGANIZATION_ADMINISTER, organization.id());
        var shown = organizations.get(organization.id());
        return Html.of(
                status, templates.organizationSettings(screen, shown, typed == null ? shown.name() : typed, errors));
    }
}
