package dev.roster.company;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.membership.Member;
import dev.roster.organization.Organizations;
import dev.roster.people.UserView;
import dev.roster.shared.Cursor;
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

/** The tab of a team member's page for the companies they may manage. */
@Controller
@RequestMapping("/o/{org}/users/{user}/companies")
class GrantPages {
    private static final int ROWS = 50;

    private final Templates templates = new StaticTemplates();
    private final Grants grants;
    private final Companies companies;
    private final CompanyPicks picks;
    private final Organizations organizations;

    GrantPages(Grants grants, Companies companies, CompanyPicks picks, Organizations organizations) {
        this.grants = grants;
        this.companies = companies;
        this.picks = picks;
        this.organizations = organizations;
    }

    @GetMapping
    ResponseEntity<JteModel> list(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable UserId user,
            @RequestParam(required = false) @Nullable String after) {
        var here = organization.id();
        var member = grants.getTeamMember(actor, here, user);
        var page = grants.list(member, Cursor.ofRequest(after), ROWS);
        var refused = grants.refusal(member);
        var refusal =
                refused == null ? null : FormErrors.of(screen.texts(), refused).problem();
        var view = UserView.of(screen, actor, member, organizations.get(here).policy(), "companies");
        boolean within = organization.home() == null || actor.operator();
        return Html.ok(templates.companyGrants(screen, view, page, grants.count(member), refusal, within));
    }

    @GetMapping("/add")
    ResponseEntity<JteModel> choose(
            Screen screen, Actor actor, OrganizationAtHand organization, @PathVariable UserId user) {
        return choose(screen, actor, member(actor, organization, user), List.of(), "", FormErrors.NONE);
    }

    @PostMapping("/add")
    ResponseEntity<JteModel> grant(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable UserId user,
            @RequestParam(name = CompanyPicks.NAME, required = false) @Nullable List<String> typed,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String action,
            HttpServletResponse response) {
        var member = member(actor, organization, user);
        var chosen = typed == null ? List.<String>of() : typed;
        if (action.equals(Picker.SEARCH)) {
            return choose(screen, actor, member, chosen, search, FormErrors.NONE);
        }
        return Forms.submit(
                screen,
                () -> {
                    if (chosen.isEmpty()) {
                        throw InvalidException.of(CompanyPicks.NAME, "nothing-chosen");
                    }
                    grants.grant(actor, organization.id(), user, chosen);
                    Flash.leave(response, "done.companies-granted", chosen.size(), member.displayName());
                    return Redirect.to(path(organization, user));
                },
                errors -> choose(screen, actor, member, chosen, search, errors));
    }

    @GetMapping("/{company}/remove")
    ResponseEntity<JteModel> askToRevoke(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable UserId user,
            @PathVariable String company) {
        var member = member(actor, organization, user);
        var grant = grants.get(actor, organization.id(), user, company);
        return Html.ok(templates.companyRevoke(screen, member, grant, FormErrors.NONE));
    }

    @PostMapping("/{company}/remove")
    ResponseEntity<JteModel> revoke(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable UserId user,
            @PathVariable String company,
            HttpServletResponse response) {
        var member = member(actor, organization, user);
        var grant = grants.get(actor, organization.id(), user, company);
        return Forms.submit(
                screen,
                () -> {
                    grants.revoke(actor, organization.id(), user, company);
                    Flash.leave(response, "done.company-revoked", member.displayName(), grant.name());
                    return Redirect.to(path(organization, user));
                },
                errors -> Html.of(errors, templates.companyRevoke(screen, member, grant, errors)));
    }

    private ResponseEntity<JteModel> choose(
            Screen screen, Actor actor, Member member, List<String> chosen, String search, FormErrors errors) {
        var picker = picks.of(screen.texts(), actor, member.organization(), member.id(), chosen, search);
        var refused = grants.refusal(member);
        var shown = refused == null ? errors : FormErrors.of(screen.texts(), refused);
        return Html.of(errors, templates.companyAdd(screen, member, picker, refused == null, shown));
    }

    private Member member(Actor actor, OrganizationAtHand organization, UserId user) {
        actor.require(Permission.USERS_VIEW, organization.id());
        companies.requireWithin(actor, Permission.COMPANIES_MANAGE, organization.id());
        return grants.getTeamMember(actor, organization.id(), user);
    }

    private static String path(OrganizationAtHand organization, UserId user) {
        return organization.path("/users/" + user + "/companies");
    }
}
