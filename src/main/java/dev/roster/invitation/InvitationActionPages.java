package dev.roster.invitation;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.membership.Member;
import dev.roster.organization.Organizations;
import dev.roster.people.MemberAction;
import dev.roster.rights.Members;
import dev.roster.shared.Ids;
import dev.roster.shared.UserId;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Flash;
import dev.roster.ui.FormErrors;
import dev.roster.ui.Forms;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Asks for confirmation before an action on a person's invitation, and then performs it. */
@Controller
@RequestMapping("/o/{org}/users/{user}/{action:copy-invitation-link|resend-invitation|send-new-invitation}")
class InvitationActionPages {
    private static final Map<String, MemberAction> ACTIONS = Map.of(
            MemberAction.COPY_INVITATION_LINK.key(), MemberAction.COPY_INVITATION_LINK,
            MemberAction.RESEND_INVITATION.key(), MemberAction.RESEND_INVITATION,
            MemberAction.SEND_NEW_INVITATION.key(), MemberAction.SEND_NEW_INVITATION);

    private final Templates templates = new StaticTemplates();
    private final Invitations invitations;
    private final Members members;
    private final Organizations organizations;

    InvitationActionPages(Invitations invitations, Members members, Organizations organizations) {
        this.invitations = invitations;
        this.members = members;
        this.organizations = organizations;
    }

    @GetMapping
    ResponseEntity<JteModel> ask(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable String user,
            @PathVariable String action) {
        return ask(screen, action(action), member(actor, organization, user), FormErrors.NONE);
    }

    @PostMapping
    ResponseEntity<JteModel> act(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable String user,
            @PathVariable String action,
            HttpServletResponse response) {
        var member = member(actor, organization, user);
        var chosen = action(action);
        return Forms.submit(
                screen,
                () -> {
                    if (chosen == MemberAction.COPY_INVITATION_LINK) {
                        var link = invitations.copyLink(actor, organization.id(), member.id());
                        return Html.ok(templates.invitationLink(screen, member, link.toString()));
                    }
                    var sent = chosen == MemberAction.RESEND_INVITATION
                            ? invitations.resend(actor, organization.id(), member.id())
                            : invitations.renew(actor, organization.id(), member.id());
                    Flash.leave(response, "done." + chosen.key(), sent.displayName(), sent.signInName());
                    return Redirect.to(organization.path("/users/" + member.id()));
                },
                errors -> ask(screen, chosen, member, errors));
    }

    private ResponseEntity<JteModel> ask(Screen screen, MemberAction action, Member member, FormErrors errors) {
        var validFor = organizations.get(member.organization()).policy().links().forInvitation();
        return Html.of(errors, templates.invitationAction(screen, member, action, validFor.toHours(), errors));
    }

    private Member member(Actor actor, OrganizationAtHand organization, String user) {
        actor.require(Permission.USERS_CREATE, organization.id());
        var id = Ids.read(user).orElseThrow(AccessProblem.NOT_FOUND::with);
        return members.get(organization.id(), new UserId(id));
    }

    private static MemberAction action(String key) {
        var action = ACTIONS.get(key);
        if (action == null) {
            throw AccessProblem.NOT_FOUND.with();
        }
        return action;
    }
}
