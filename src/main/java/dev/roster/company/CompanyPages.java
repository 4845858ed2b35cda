package dev.roster.company;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.files.Csv;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.organization.NewOrganization;
import dev.roster.organization.OrganizationProblem;
import dev.roster.organization.Organizations;
import dev.roster.organization.Presets;
import dev.roster.shared.Cursor;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Picker;
import dev.roster.ui.Screen;
import dev.roster.ui.SearchedPage;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages for an organization's linked companies. */
@Controller
@RequestMapping("/o/{org}")
class CompanyPages {
    private static final int ROWS = 50;
    private static final int ROWS_OF_DOWNLOAD = 1_000;

    private final Templates templates = new StaticTemplates();
    private final Companies companies;
    private final Organizations organizations;
    private final Presets presets;

    CompanyPages(Companies companies, Organizations organizations, Presets presets) {
        this.companies = companies;
        this.organizations = organizations;
        this.presets = presets;
    }

    @GetMapping("/companies")
    ResponseEntity<JteModel> list(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String after) {
        var here = organization.id();
        var sought = Picker.readSearch(search);
        var page = companies.list(actor, here, sought, Cursor.ofRequest(after), ROWS);
        boolean within = organization.home() == null;
        var view = new CompanyListView(
                new SearchedPage<>(page, sought),
                companies.count(actor, here, sought),
                within && organizations.get(here).policy().linkedCompanies(),
                actor.operator(),
                within && actor.may(Permission.ORGANIZATION_ADMINISTER, here));
        return Html.ok(templates.companyList(screen, view));
    }

    /** Exports the whole list, regardless of the search. */
    @GetMapping("/companies.csv")
    void download(Actor actor, OrganizationAtHand organization, HttpServletResponse response) throws IOException {
        var page = companies.listFacts(actor, organization.id(), null, ROWS_OF_DOWNLOAD);
        var csv = Csv.to(
                response,
                "companies-" + organization.slug(),
                true,
                "id",
                "name",
                "preset",
                "parent",
                "created",
                "users",
                "last_sign_in");
        while (true) {
            for (var company : page.items()) {
                csv.row(
                        company.id(),
                        company.name(),
                        company.preset(),
                        organization.slug(),
                        company.createdAt(),
                        company.users(),
                        company.lastSignInAt());
            }
            if (page.next() == null) {
                csv.end();
                return;
            }
            page = companies.listFacts(actor, organization.id(), page.next(), ROWS_OF_DOWNLOAD);
        }
    }

    @GetMapping("/companies/new")
    ResponseEntity<JteModel> form(Screen screen, Actor actor, OrganizationAtHand organization) {
        companies.requireMayCreate(actor, organization.id());
        var own = organizations.get(organization.id()).preset();
        return form(screen, new NewOrganization("", "", own, null), FormErrors.NONE);
    }

    @PostMapping("/companies")
    ResponseEntity<JteModel> create(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @ModelAttribute NewOrganization typed,
            HttpServletResponse response) {
        return Forms.submit(
                screen,
                () -> {
                    var made = companies.create(actor, organization.id(), typed);
                    Flash.leave(response, "done.company-created", made.name());
                    return Redirect.to("/o/" + made.slug() + "/users");
                },
                errors -> form(screen, typed, errors));
    }

    @GetMapping("/companies/link")
    ResponseEntity<JteModel> askToLink(Screen screen, Actor actor, OrganizationAtHand organization) {
        actor.requireOperator();
        return Html.ok(templates.companyLink(screen, "", FormErrors.NONE));
    }

    @PostMapping("/companies/link")
    ResponseEntity<JteModel> link(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @RequestParam(name = "organization", defaultValue = "") String reference,
            HttpServletResponse response) {
        actor.requireOperator();
        return Forms.submit(
                screen,
                () -> {
                    var linked = companies.link(actor, organization.id(), reference);
                    Flash.leave(response, "done.company-linked", linked.name(), organization.name());
                    return Redirect.to(organization.path("/companies"));
                },
                errors -> Html.of(errors, templates.companyLink(screen, reference, errors.at("organization"))));
    }

    @GetMapping("/companies/{company}/unlink")
    ResponseEntity<JteModel> askToUnlink(
            Screen screen, Actor actor, OrganizationAtHand organization, @PathVariable String company) {
        var shown = companies.getToUnlink(actor, organization.id(), company);
        return Html.ok(templates.companyUnlink(screen, shown, FormErrors.NONE));
    }

    @PostMapping("/companies/{company}/unlink")
    ResponseEntity<JteModel> unlink(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable String company,
            HttpServletResponse response) {
        var shown = companies.get(actor, organization.id(), company);
        return Forms.submit(
                screen,
                () -> {
                    companies.unlink(actor, organization.id(), company);
                    Flash.leave(response, "done.company-unlinked", shown.name(), organization.name());
                    return Redirect.to(organization.path("/companies"));
                },
                errors -> Html.of(errors, templates.companyUnlink(screen, shown, errors)));
    }

    private ResponseEntity<JteModel> form(Screen screen, NewOrganization typed, FormErrors errors) {
        var placed = errors.at("slug", OrganizationProblem.SLUG_TAKEN::equals);
        return Html.of(errors, templates.companyNew(screen, presets.all(), typed, placed));
    }
}
