package dev.roster.apitoken;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.access.RecentFactor;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.organization.Organizations;
import dev.roster.role.RoleProblem;
import dev.roster.roles.RoleChoices;
import dev.roster.roles.Roles;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The API tokens page of an organization's settings. */
@Controller
@RequestMapping("/o/{org}" + ApiTokenPages.PATH)
class ApiTokenPages {
    static final String PATH = "/settings/api-tokens";

    private final Templates templates = new StaticTemplates();
    private final ApiTokens tokens;
    private final Roles roles;
    private final Organizations organizations;

    ApiTokenPages(ApiTokens tokens, Roles roles, Organizations organizations) {
        this.tokens = tokens;
        this.roles = roles;
        this.organizations = organizations;
    }

    @GetMapping
    ResponseEntity<JteModel> list(Screen screen, Actor actor, OrganizationAtHand organization) {
        var here = organization.id();
        var view = ApiTokenListView.of(
                actor, organization.path(PATH), tokens.list(actor, here), roles.list(here), screen.now());
        return Html.ok(templates.apitokenList(screen, view));
    }

    @GetMapping("/new")
    ResponseEntity<JteModel> make(Screen screen, Actor actor, OrganizationAtHand organization) {
        actor.require(Permission.API_TOKENS_MANAGE, organization.id());
        return form(screen, actor, ApiTokenForm.EMPTY, FormErrors.NONE);
    }

    @PostMapping
    @RecentFactor
    ResponseEntity<JteModel> create(
            Screen screen, Actor actor, OrganizationAtHand organization, @ModelAttribute ApiTokenForm typed) {
        var here = organization.id();
        actor.require(Permission.API_TOKENS_MANAGE, here);
        return Forms.submit(
                screen,
                () -> {
                    var expiresAt = typed.expiresAt(screen.now(), screen.zone());
                    var created = tokens.create(actor, here, typed.nameOrBlank(), typed.roleOrBlank(), expiresAt);
                    return Html.ok(templates.apitokenSecret(
                            screen, organization.path(PATH), created.token(), created.secret()));
                },
                errors -> form(screen, actor, typed, errors));
    }

    @GetMapping("/{token}/revoke")
    ResponseEntity<JteModel> askToRevoke(
            Screen screen, Actor actor, OrganizationAtHand organization, @PathVariable UUID token) {
        var shown = tokens.get(actor, organization.id(), token);
        return Html.ok(templates.apitokenRevoke(screen, organization.path(PATH), shown));
    }

    @PostMapping("/{token}/revoke")
    ResponseEntity<JteModel> revoke(
            Actor actor, OrganizationAtHand organization, @PathVariable UUID token, HttpServletResponse response) {
        var revoked = tokens.revoke(actor, organization.id(), token);
        Flash.leave(response, "done.api-token-revoked", revoked.name());
        return Redirect.to(organization.path(PATH));
    }

    private ResponseEntity<JteModel> form(Screen screen, Actor actor, ApiTokenForm typed, FormErrors errors) {
        var here = screen.here();
        var policy = organizations.get(here.id()).policy();
        var choices = RoleChoices.of(screen.texts(), actor, policy, roles.list(here.id()));
        var placed = errors.at("role", RoleProblem.ROLE_NOT_GOVERNED::equals);
        var view = new ApiTokenFormView(here.path(PATH), choices, typed, placed);
        return Html.of(errors, templates.apitokenForm(screen, view));
    }
}
