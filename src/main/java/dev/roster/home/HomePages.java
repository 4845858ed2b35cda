package dev.roster.home;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.home.Bars.Bar;
import dev.roster.home.Timeline.Day;
import dev.roster.home.Timeline.Series;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.OrganizationAtHand.Part;
import dev.roster.http.Redirect;
import dev.roster.installation.Settings;
import dev.roster.organization.Organization;
import dev.roster.organization.Organizations;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page that says what needs doing in an organization. */
@Controller
class HomePages {
    /** With so few people, the organization is still being set up. */
    private static final int FEW = 1;

    private final Templates templates = new StaticTemplates();
    private final Figures figures;
    private final Todos todos;
    private final HomeRepository repository;
    private final Organizations organizations;
    private final Settings settings;
    private final Clock clock;

    HomePages(
            Figures figures,
            Todos todos,
            HomeRepository repository,
            Organizations organizations,
            Settings settings,
            Clock clock) {
        this.figures = figures;
        this.todos = todos;
        this.repository = repository;
        this.organizations = organizations;
        this.settings = settings;
        this.clock = clock;
    }

    /** For those who administer something; others are led to where they go after signing in. */
    @GetMapping("/o/{org}/home")
    ResponseEntity<JteModel> home(Screen screen, Actor actor, OrganizationAtHand here) {
        if (!actor.administers(here.id())) {
            return Redirect.to(here.path(""));
        }
        boolean audits = actor.may(Permission.AUDIT_VIEW, here.id());
        boolean views = actor.may(Permission.USERS_VIEW, here.id());
        var counted = figures.list(here.id(), audits);
        var organization = organizations.get(here.id());
        var invitations = views && actor.may(Permission.USERS_CREATE, here.id())
                ? repository.countInvitations(here.id(), clock.instant(), Todos.MOST)
                : null;
        var steps = steps(actor, here, organization, counted);
        var timelines = new ArrayList<Timeline>();
        var bars = new ArrayList<Bars>();
        if (views) {
            timelines.add(people(screen, here, counted));
            bars.add(seen(here, counted));
        }
        if (audits) {
            timelines.add(signIns(screen, here, counted));
        }
        if (invitations != null && here.parts().contains(Part.INVITATIONS)) {
            bars.add(invitations(here, invitations));
        }
        return Html.ok(templates.homeShow(
                screen,
                new HomeView(
                        todos.list(screen.texts(), actor, here, counted, invitations),
                        steps,
                        timelines,
                        bars,
                        counted.exact(),
                        organization.policy().homeAddress())));
    }

    private List<SetupStep> steps(
            Actor actor, OrganizationAtHand here, Organization organization, Figures.Days counted) {
        long people = counted.last(Figure.ACTIVE)
                + counted.last(Figure.PENDING)
                + counted.last(Figure.INVITED)
                + counted.last(Figure.INACTIVE);
        if (!counted.exact() || people > FEW || !actor.may(Permission.ORGANIZATION_ADMINISTER, here.id())) {
            return List.of();
        }
        var steps = new ArrayList<SetupStep>();
        steps.add(new SetupStep("policy", organization.policyVersion() > 1, here.path("/settings/policy")));
        steps.add(new SetupStep("roles", false, here.path("/roles")));
        steps.add(new SetupStep(
                "people",
                people > FEW,
                here.path(here.parts().contains(Part.INVITATIONS) ? "/invitations/new" : "/users/new")));
        if (actor.operator()) {
            steps.add(new SetupStep("mail", settings.smtpServer() != null, "/operator/mails"));
        }
        return steps;
    }

    private Timeline people(Screen screen, OrganizationAtHand here, Figures.Days counted) {
        return timeline(
                screen,
                "home.people",
                counted,
                List.of(
                        status(here, Figure.ACTIVE, "good"),
                        status(here, Figure.PENDING, "waiting"),
                        status(here, Figure.INVITED, "late"),
                        status(here, Figure.INACTIVE, "off")),
                List.of(Figure.ACTIVE, Figure.PENDING, Figure.INVITED, Figure.INACTIVE),
                null);
    }

    private static Series status(OrganizationAtHand here, Figure figure, String tone) {
        var status = figure.key().substring("status.".length());
        return new Series("status." + status, tone, here.path("/users?status=" + status));
    }

    private Timeline signIns(Screen screen, OrganizationAtHand here, Figures.Days counted) {
        return timeline(
                screen,
                "home.sign-ins",
                counted,
                List.of(
                        new Series("home.sign-ins.in", "waiting", here.path("/audit?action=user.signed_in")),
                        new Series("home.sign-ins.failed", "bad", here.path("/audit?action=user.sign_in_failed"))),
                List.of(Figure.SIGN_INS, Figure.FAILED_SIGN_INS),
                here.path("/audit?action=user.signed_in&day="));
    }

    private static Timeline timeline(
            Screen screen,
            String key,
            Figures.Days counted,
            List<Series> series,
            List<Figure> shown,
            @Nullable String of) {
        var days = counted.days().keySet().stream()
                .map(day -> new Day(
                        screen.texts().date(day),
                        shown.stream().map(figure -> counted.of(day, figure)).toList(),
                        of == null ? null : of + day))
                .toList();
        return new Timeline(key, series, days);
    }

    private static Bars seen(OrganizationAtHand here, Figures.Days counted) {
        var users = here.path("/users?status=active&signIn=");
        return new Bars(
                "home.seen",
                List.of(
                        new Bar(
                                "home.seen.30",
                                counted.last(Figure.SEEN_30),
                                "good",
                                here.path("/users?status=active&sort=-lastSignInAt")),
                        new Bar("home.seen.90", counted.last(Figure.SEEN_90), "waiting", users + "30"),
                        new Bar("home.seen.365", counted.last(Figure.SEEN_365), "late", users + "90"),
                        new Bar("home.seen.earlier", counted.last(Figure.SEEN_EARLIER), "bad", users + "365"),
                        new Bar("home.seen.never", counted.last(Figure.SEEN_NEVER), "off", users + "never")));
    }

    private static Bars invitations(OrganizationAtHand here, HomeRepository.OpenInvitations open) {
        var pending = here.path("/invitations");
        return new Bars(
                "home.invitations",
                List.of(
                        new Bar("home.invitations.3", open.days3(), "good", pending),
                        new Bar("home.invitations.7", open.days7(), "waiting", pending),
                        new Bar("home.invitations.longer", open.longer(), "late", pending),
                        new Bar("home.invitations.expired", open.expired(), "bad", pending + "?status=expired")));
    }
}
