package dev.roster.company;

import dev.roster.access.Actor;
import dev.roster.http.OrganizationAtHand;
import dev.roster.organization.Organization;
import dev.roster.organization.Organizations;
import dev.roster.shared.Cursor;
import dev.roster.shared.OrganizationId;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Html;
import dev.roster.ui.Picker;
import dev.roster.ui.Screen;
import dev.roster.ui.SearchedPage;
import gg.jte.models.runtime.JteModel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The tab beside a linked company's users: who in its parent may manage it. */
@Controller
class TeamPages {
    private static final int ROWS = 50;

    /** The value of {@code access} for those with access only. */
    private static final String WITH_ACCESS = "yes";

    private final Templates templates = new StaticTemplates();
    private final Team team;
    private final Organizations organizations;

    TeamPages(Team team, Organizations organizations) {
        this.team = team;
        this.organizations = organizations;
    }

    @GetMapping("/o/{org}/team")
    ResponseEntity<JteModel> team(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(defaultValue = "") String access,
            @RequestParam(required = false) @Nullable String after) {
        var here = organization.id();
        var sought = Picker.readSearch(search);
        var page = team.list(actor, here, !access.equals(WITH_ACCESS), sought, Cursor.ofRequest(after), ROWS);
        Organization company = organizations.get(here);
        OrganizationId parent = Objects.requireNonNull(company.parent());
        var view = new TeamView(
                new SearchedPage<>(page, sought, access.equals(WITH_ACCESS) ? "access=" + access : ""),
                organizations.get(parent).name(),
                organization.home(),
                team.isShownWhole(actor, here),
                access.equals(WITH_ACCESS));
        return Html.ok(templates.companyTeam(screen, view));
    }
}
