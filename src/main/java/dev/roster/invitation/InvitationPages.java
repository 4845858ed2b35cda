package dev.roster.invitation;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.organization.Organizations;
import dev.roster.shared.Cursor;
import dev.roster.shared.Ids;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.user.ListStatus;
import dev.roster.user.MemberAction;
import dev.roster.user.UserList;
import dev.roster.user.UserQuery;
import dev.roster.web.Flash;
import dev.roster.web.Html;
import dev.roster.web.OrganizationAtHand;
import dev.roster.web.Problems;
import dev.roster.web.Redirect;
import dev.roster.web.Screen;
import dev.roster.web.SearchedPage;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The invitations of an organization that nobody has accepted yet, and what is done to many of them at once. */
@Controller
@RequestMapping("/o/{org}/invitations")
class InvitationPages {
    private static final int ROWS = 50;

    private final Templates templates = new StaticTemplates();
    private final Invitations invitations;
    private final UserList list;
    private final Organizations organizations;

    InvitationPages(Invitations invitations, UserList list, Organizations organizations) {
        this.invitations = invitations;
        this.list = list;
        this.organizations = organizations;
    }

    @GetMapping
    ResponseEntity<JteModel> invitations(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "invited") String status,
            @RequestParam(required = false) @Nullable String after) {
        var here = organization.id();
        actor.require(Permission.USERS_CREATE, here);
        var shown = status(status);
        var filter = new UserQuery(search, shown.key(), "", "", "-createdAt", after)
                .filter(List.of(), _ -> Optional.empty());
        var page = list.list(actor, here, filter, Cursor.ofRequest(after), ROWS);
        var policy = organizations.get(here).policy();
        var view = new InvitationListView(
                new SearchedPage<>(
                        page.map(member -> new InvitationListView.Row(
                                member, MemberAction.inRow(actor, policy, member, screen.now()))),
                        search,
                        "status=" + shown.key()),
                shown,
                page.next() == null && page.previous() == null
                        ? page.items().size()
                        : list.total(actor, here, filter).number());
        return Html.ok(templates.invitationList(screen, view));
    }

    /** What sending these again would do, before it is done: whom it touches, whom it skips and why. */
    @GetMapping("/send")
    ResponseEntity<JteModel> askToSend(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @RequestParam(required = false) @Nullable List<String> user) {
        actor.require(Permission.USERS_CREATE, organization.id());
        var touched = new ArrayList<SendView.Touched>();
        for (var id : ids(user)) {
            invitations.findInvited(actor, organization.id(), id).ifPresent(member -> {
                var reason = invitations
                        .findObstacle(actor, organization.id(), id)
                        .map(refused -> Problems.sentence(screen.texts(), refused))
                        .orElse(null);
                touched.add(new SendView.Touched(member, member.isPending(screen.now()), reason));
            });
        }
        return Html.ok(templates.invitationSend(screen, new SendView(touched)));
    }

    @PostMapping("/send")
    ResponseEntity<Void> send(
            Screen screen,
            Actor actor,
            OrganizationAtHand organization,
            @RequestParam(required = false) @Nullable List<String> user,
            HttpServletResponse response) {
        actor.require(Permission.USERS_CREATE, organization.id());
        int sent = 0;
        int skipped = 0;
        for (var id : ids(user)) {
            try {
                invitations.sendAgain(actor, organization.id(), id);
                sent++;
            } catch (ProblemException refused) {
                skipped++;
            }
        }
        Flash.leave(response, "done.invitations-sent", sent, skipped);
        return Redirect.to(organization.path("/invitations"));
    }

    private static List<UserId> ids(@Nullable List<String> typed) {
        return typed == null
                ? List.of()
                : typed.stream()
                        .limit(ROWS)
                        .map(id -> new UserId(Ids.read(id).orElseThrow(AccessProblem.NOT_FOUND::with)))
                        .distinct()
                        .toList();
    }

    private static ListStatus status(String key) {
        return ListStatus.INVITATIONS.stream()
                .filter(status -> status.key().equals(key))
                .findFirst()
                .orElseThrow(AccessProblem.NOT_FOUND::with);
    }
}
