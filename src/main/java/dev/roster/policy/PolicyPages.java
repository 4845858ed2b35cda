package dev.roster.policy;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.Permission;
import dev.roster.access.RecentFactor;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.organization.Organizations;
import dev.roster.shared.InvalidException;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows an organization's policy line by line, and the form that changes it. */
@Controller
class PolicyPages {
    private static final String PATH = "/settings/policy";

    private final Templates templates = new StaticTemplates();
    private final Organizations organizations;
    private final Policies policies;
    private final PolicyRepository repository;

    PolicyPages(Organizations organizations, Policies policies, PolicyRepository repository) {
        this.organizations = organizations;
        this.policies = policies;
        this.repository = repository;
    }

    @GetMapping("/o/{org}" + PATH)
    ResponseEntity<JteModel> policy(Screen screen, Actor actor, OrganizationAtHand organization) {
        return page(screen, actor, organization, null, null, FormErrors.NONE);
    }

    @PostMapping("/o/{org}" + PATH)
    @RecentFactor
    ResponseEntity<JteModel> save(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @RequestParam MultiValueMap<String, String> fields,
            @RequestParam(required = false) @Nullable Long version,
            HttpServletResponse response) {
        var typed = PolicyForm.typed(fields);
        return Forms.submit(
                screen,
                () -> {
                    leaveMessage(screen, response, replace(actor, organization, typed, version));
                    return Redirect.to(organization.path(PATH));
                },
                errors -> page(screen, actor, organization, typed, version, errors));
    }

    private Policies.Replaced replace(
            Actor actor, OrganizationAtHand organization, PolicyForm typed, @Nullable Long version) {
        if (!typed.offersDefault()) {
            throw InvalidException.of("onboarding", "default-not-offered");
        }
        return policies.replace(actor, organization.id(), typed.read(), Expected.version(version));
    }

    private ResponseEntity<JteModel> page(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @Nullable PolicyForm typed,
            @Nullable Long version,
            FormErrors errors) {
        actor.require(Permission.ORGANIZATION_ADMINISTER, organization.id());
        var shown = organizations.get(organization.id());
        var form = typed == null ? PolicyForm.of(shown.policy()) : typed;
        var view = new PolicyView(
                shown,
                version == null ? shown.policyVersion() : version,
                form,
                repository.listRoles(organization.id()),
                errors);
        return Html.of(errors, templates.organizationPolicy(screen, view));
    }

    private static void leaveMessage(Screen screen, HttpServletResponse response, Policies.Replaced replaced) {
        if (replaced.lines().isEmpty()) {
            Flash.leave(response, "done.policy-unchanged");
            return;
        }
        var names = replaced.lines().stream()
                .map(line -> screen.t("audit.field." + line))
                .collect(Collectors.joining(", "));
        Flash.leave(response, "done.policy-saved", names);
    }
}
