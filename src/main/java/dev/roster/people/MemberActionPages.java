package dev.roster.people;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.RecentFactor;
import dev.roster.credentials.MemberPasswords;
import dev.roster.credentials.PasswordHintTexts;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.membership.Member;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.Departure;
import dev.roster.password.PasswordRules;
import dev.roster.roles.RoleChoices;
import dev.roster.roles.Roles;
import dev.roster.shared.Ids;
import dev.roster.shared.UserId;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import dev.roster.undo.Undos;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Asks for confirmation before an action on a person, saying what will happen, and then performs it. */
@Controller
@RequestMapping(
        "/o/{org}/users/{user}/{action:change-role|change-email|regenerate-password|set-password|reset-password|reset-factor"
                + "|deactivate|activate|remove|revoke-invitation|delete|restore|erase}")
class MemberActionPages {
    private final Templates templates = new StaticTemplates();
    private final Users users;
    private final MemberActions actions;
    private final MemberPasswords passwords;
    private final Organizations organizations;
    private final Roles roles;
    private final PasswordRules rules;
    private final Undos undos;

    MemberActionPages(
            Users users,
            MemberActions actions,
            MemberPasswords passwords,
            Organizations organizations,
            Roles roles,
            PasswordRules rules,
            Undos undos) {
        this.users = users;
        this.actions = actions;
        this.passwords = passwords;
        this.organizations = organizations;
        this.roles = roles;
        this.rules = rules;
        this.undos = undos;
    }

    @GetMapping
    ResponseEntity<JteModel> ask(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable String user,
            @PathVariable String action) {
        var member = member(actor, organization, user);
        actor.require(action(action).permission(member), organization.id());
        return ask(screen, actor, member, action(action), ActionForm.empty(member), FormErrors.NONE);
    }

    @PostMapping
    @RecentFactor(
            by = "action",
            only = {"erase", "regenerate-password", "set-password", "reset-factor"})
    ResponseEntity<JteModel> act(
            Screen screen,
            Actor.SignedIn actor,
            OrganizationAtHand organization,
            @PathVariable String user,
            @PathVariable String action,
            @ModelAttribute ActionForm typed,
            HttpServletResponse response) {
        var member = member(actor, organization, user);
        var chosen = action(action);
        return Forms.submit(
                screen,
                () -> {
                    if (chosen == MemberAction.REGENERATE_PASSWORD) {
                        var password = passwords.generate(actor, organization.id(), member.id());
                        return Html.ok(templates.userHandOver(screen, member, password, mustChange(member)));
                    }
                    var done = chosen == MemberAction.SET_PASSWORD
                            ? passwords.set(actor, organization.id(), member.id(), typed.passwordOrBlank())
                            : actions.act(actor, chosen, member, typed);
                    Flash.leave(response, done(chosen, member), done.displayName(), done.signInName());
                    var what = chosen.undone();
                    if (what != null) {
                        undos.offer(response, actor, what, member, done);
                    }
                    return Redirect.to(
                            done.status().isListed() && !chosen.endsMembership()
                                    ? UserPages.path(organization, member, "")
                                    : organization.path("/users"));
                },
                errors -> ask(screen, actor, member, chosen, typed, errors));
    }

    private ResponseEntity<JteModel> ask(
            Screen screen, Actor actor, Member member, MemberAction action, ActionForm typed, FormErrors errors) {
        var policy = policy(member);
        var view = new ActionView(
                member,
                action,
                typed,
                policy.links().resetPassword(),
                action == MemberAction.CHANGE_ROLE
                        ? RoleChoices.of(screen.texts(), actor, policy, roles.list(member.organization()))
                        : List.of(),
                PasswordHintTexts.of(screen.texts(), rules, policy.password(), errors),
                policy.offers(Departure.DELETE),
                policy.changeGeneratedPassword(),
                errors.at("email", UserProblem::isAboutAddress));
        return Html.of(errors, templates.userConfirm(screen, view));
    }

    private static String done(MemberAction action, Member before) {
        return action == MemberAction.CHANGE_EMAIL && before.isUnclaimed()
                ? "done.address-corrected"
                : "done." + action.key();
    }

    private boolean mustChange(Member member) {
        return policy(member).changeGeneratedPassword();
    }

    private Policy policy(Member member) {
        return organizations.get(member.organization()).policy();
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
