package dev.roster.people;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.Permission;
import dev.roster.auditlog.AuditEvents;
import dev.roster.auditlog.AuditFilter;
import dev.roster.credentials.MemberSessions;
import dev.roster.credentials.SetPasswordLinks;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Redirect;
import dev.roster.membership.Member;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy;
import dev.roster.person.ProfileInput;
import dev.roster.rights.Reach;
import dev.roster.shared.Cursor;
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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A user's page and its tabs. */
@Controller
@RequestMapping("/o/{org}/users/{user}")
class UserPages {
    private static final int EVENTS = 30;

    private final Templates templates = new StaticTemplates();
    private final Users users;
    private final Profiles profiles;
    private final Organizations organizations;
    private final MemberSessions memberSessions;
    private final AuditEvents audits;
    private final SetPasswordLinks firstLinks;

    UserPages(
            Users users,
            Profiles profiles,
            Organizations organizations,
            MemberSessions memberSessions,
            AuditEvents audits,
            SetPasswordLinks firstLinks) {
        this.users = users;
        this.profiles = profiles;
        this.organizations = organizations;
        this.memberSessions = memberSessions;
        this.audits = audits;
        this.firstLinks = firstLinks;
    }

    @GetMapping
    ResponseEntity<JteModel> general(
            Screen screen, Actor actor, OrganizationAtHand organization, @PathVariable String user) {
        return general(screen, actor, member(actor, organization, user), null, null, FormErrors.NONE);
    }

    @PostMapping
    ResponseEntity<JteModel> edit(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable String user,
            @ModelAttribute ProfileInput typed,
            @RequestParam(required = false) @Nullable Long version,
            HttpServletResponse response) {
        var member = member(actor, organization, user);
        return Forms.submit(
                screen,
                () -> {
                    profiles.edit(actor, organization.id(), member.id(), typed, Expected.version(version));
                    Flash.leave(response, "done.user-saved");
                    return Redirect.to(path(organization, member, ""));
                },
                errors -> general(screen, actor, member, typed, version, errors));
    }

    @GetMapping("/sessions")
    ResponseEntity<JteModel> sessions(
            Screen screen, Actor actor, OrganizationAtHand organization, @PathVariable String user) {
        var member = member(actor, organization, user);
        actor.require(Permission.USERS_SIGN_OUT, organization.id());
        boolean may = member.hasJoined() && Reach.mayActOn(actor, member);
        return Html.ok(templates.userSessions(
                screen,
                UserView.of(screen, actor, member, policy(member), "sessions"),
                may ? memberSessions.list(actor, organization.id(), member.id()) : List.of(),
                may));
    }

    @PostMapping("/sessions/end")
    ResponseEntity<Void> endSessions(
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable String user,
            @RequestParam(required = false) @Nullable String session,
            HttpServletResponse response) {
        var member = member(actor, organization, user);
        var one = session == null || session.isEmpty()
                ? null
                : Ids.read(session).orElseThrow(AccessProblem.NOT_FOUND::with);
        memberSessions.end(actor, organization.id(), member.id(), one);
        Flash.leave(response, "done.user-signed-out", member.displayName());
        return Redirect.to(path(organization, member, "/sessions"));
    }

    @GetMapping("/activity")
    ResponseEntity<JteModel> activity(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @PathVariable String user,
            @RequestParam(defaultValue = "false") boolean by,
            @RequestParam(required = false) @Nullable String after) {
        var member = member(actor, organization, user);
        var id = member.id().value();
        var filter = by ? AuditFilter.actor(id) : AuditFilter.target(id);
        var events = audits.list(actor, organization.id(), filter, Cursor.ofRequest(after), EVENTS);
        var view = UserView.of(screen, actor, member, policy(member), "activity");
        return Html.ok(templates.userActivity(screen, view, events, by));
    }

    private ResponseEntity<JteModel> general(
            Screen screen,
            Actor actor,
            Member member,
            @Nullable ProfileInput typed,
            @Nullable Long version,
            FormErrors errors) {
        boolean mayEdit = member.hasJoined()
                && member.status().isListed()
                && (actor.is(member.id())
                        ? member.home() && actor.may(Permission.PROFILE_EDIT, member.organization())
                        : member.managed()
                                && actor.may(Permission.USERS_EDIT, member.organization())
                                && Reach.mayActOn(actor, member));
        var policy = policy(member);
        var view = UserView.of(screen, actor, member, policy, "general");
        return Html.of(
                errors,
                templates.userGeneral(
                        screen,
                        view,
                        policy.newUser(),
                        mayEdit,
                        typed,
                        version == null ? member.version() : version,
                        users.findLastMail(actor, member.organization(), member.id())
                                .orElse(null),
                        firstLinks.find(actor, member).orElse(null),
                        errors.at("username", UserProblem.USERNAME_TAKEN::equals)));
    }

    private Member member(Actor actor, OrganizationAtHand organization, String user) {
        var id = Ids.read(user).orElseThrow(AccessProblem.NOT_FOUND::with);
        return users.get(actor, organization.id(), new UserId(id));
    }

    private Policy policy(Member member) {
        return organizations.get(member.organization()).policy();
    }

    static String path(OrganizationAtHand organization, Member member, String rest) {
        return organization.path("/users/" + member.id() + rest);
    }
}
