package dev.roster.oidc;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.application.Application;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What people are asked on their way to an application. */
@Controller
class OidcPages {
    private final Templates templates = new StaticTemplates();
    private final RegisteredApplications applications;
    private final ClaimsRepository claims;

    OidcPages(RegisteredApplications applications, ClaimsRepository claims) {
        this.applications = applications;
        this.claims = claims;
    }

    /** In which organization they sign in. */
    @GetMapping(AuthorizationRequests.ORGANIZATION_PAGE)
    ResponseEntity<JteModel> organization(
            Screen screen, Actor.SignedIn actor, @RequestParam("client_id") String client, HttpServletRequest request) {
        var application = application(client);
        var query = AuthorizationRequests.query(request, Set.of("organization"));
        var ways = claims.listChoices(actor.user(), application, null).stream()
                .map(choice -> new OrganizationWay(
                        choice.name(),
                        AuthorizationRequests.AUTHORIZE + "?" + query + "&organization=" + choice.slug()))
                .toList();
        return Html.ok(templates.oidcOrganization(screen, application.name(), ways));
    }

    /** What the application may know about them. */
    @GetMapping(RegisteredApplications.CONSENT_PAGE)
    ResponseEntity<JteModel> consent(
            Screen screen,
            Actor.SignedIn actor,
            @RequestParam("client_id") String client,
            @RequestParam String scope,
            @RequestParam String state,
            HttpServletResponse response) {
        var application = application(client);
        FormTargets.allow(response, application);
        var scopes = List.of(scope.split(" ")).stream()
                .filter(RegisteredApplications.SCOPES::contains)
                .filter(asked -> !asked.equals("openid"))
                .toList();
        return Html.ok(templates.oidcConsent(screen, application.name(), client, state, scopes));
    }

    private Application application(String client) {
        return applications.find(client).orElseThrow(AccessProblem.NOT_FOUND::with);
    }
}
