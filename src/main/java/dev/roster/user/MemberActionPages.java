package dev.roster.user;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.organization.Organizations;
import dev.roster.shared.Ids;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.user.Memberships.AfterRestoring;
import dev.roster.web.Flash;
import dev.roster.web.FormErrors;
import dev.roster.web.Html;
import dev.roster.web.OrganizationAtHand;
import dev.roster.web.Redirect;
import dev.roster.web.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Asks before something is done to a person, in a sentence that says what will happen, and then does it. */
@Controller
@RequestMapping("/o/{org}/users/{user}/{action:reset-password|deactivate|activate|delete|restore}")
class MemberActionPages {
    private final Templates templates = new StaticTemplates();
    private final Users users;
    private final Memberships memberships;
    private final Organizations organizations;

    MemberActionPages(Users users, Memberships memberships, Organizations organizations) {
        this.users = users;
        this.memberships = memberships;
        this.organizations = organizations;
    }

    @GetMapping
    ResponseEntity<JteModel> ask(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable String user,
            @PathVariable String action) {
        var member = member(actor, organization, user);
        actor.require(action(action).permission(), organization.id());
        return ask(200, screen, organization, member, action(action), FormErrors.NONE);
    }

    @PostMapping
    ResponseEntity<JteModel> act(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable String user,
            @PathVariable String action,
            @RequestParam(required = false) @Nullable String mail,
            HttpServletResponse response) {
        var member = member(actor, organization, user);
        var chosen = action(action);
        try {
            var done = switch (chosen) {
                case RESET_PASSWORD -> memberships.sendPasswordReset(actor, organization.id(), member.id());
                case DEACTIVATE -> memberships.deactivate(actor, organization.id(), member.id());
                case ACTIVATE -> memberships.activate(actor, organization.id(), member.id());
                case DELETE -> memberships.delete(actor, organization.id(), member.id());
                case RESTORE ->
                    memberships.restore(
                            actor,
                            organization.id(),
                            member.id(),
                            mail == null ? AfterRestoring.MAIL_NOTHING : AfterRestoring.MAIL_A_LINK);
                case CHANGE_ROLE -> throw AccessProblem.NOT_FOUND.with();
            };
            Flash.leave(response, "done." + chosen.key(), done.displayName(), done.signInName());
            return Redirect.to(
                    chosen == MemberAction.DELETE
                            ? organization.path("/users")
                            : UserPages.path(organization, member, ""));
        } catch (ProblemException refused) {
            var errors = FormErrors.of(screen.texts(), refused);
            return ask(refused.problem().status(), screen, organization, member, chosen, errors);
        }
    }

    private ResponseEntity<JteModel> ask(
            int status,
            Screen screen,
            OrganizationAtHand organization,
            Member member,
            MemberAction action,
            FormErrors errors) {
        var hours = organizations.get(organization.id()).policy().links().resetPassword();
        return Html.of(status, templates.userConfirm(screen, member, action, hours, errors));
    }

    private Member member(Actor actor, OrganizationAtHand organization, String user) {
        var id = Ids.read(user).orElseThrow(AccessProblem.NOT_FOUND::with);
        return users.get(actor, organization.id(), new UserId(id));
    }

    private static MemberAction action(String key) {
        return Arrays.stream(MemberAction.values())
                .filter(a -> a.key().equals(key))
                .findFirst()
                .orElseThrow(AccessProblem.NOT_FOUND::with);
    }
}
