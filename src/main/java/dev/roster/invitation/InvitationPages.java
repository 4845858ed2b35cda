package dev.roster.invitation;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.directory.BulkAction;
import dev.roster.directory.UserList;
import dev.roster.directory.UserQuery;
import dev.roster.http.OrganizationAtHand;
import dev.roster.membership.ListStatus;
import dev.roster.organization.Organizations;
import dev.roster.people.MemberAction;
import dev.roster.shared.Cursor;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import dev.roster.ui.SearchedPage;
import gg.jte.models.runtime.JteModel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pending invitations of an organization. */
@Controller
@RequestMapping("/o/{org}/invitations")
class InvitationPages {
    private static final int ROWS = 50;

    private final Templates templates = new StaticTemplates();
    private final UserList list;
    private final Organizations organizations;

    InvitationPages(UserList list, Organizations organizations) {
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
        var filter = UserQuery.of(search, shown.key(), null, null, null, null, "-createdAt")
                .after(after)
                .filter(List.of(), _ -> Optional.empty());
        var page = list.list(actor, here, filter, Cursor.ofRequest(after), ROWS);
        var policy = organizations.get(here).policy();
        var actions = MemberAction.inRows(actor, here, policy);
        var view = new InvitationListView(
                new SearchedPage<>(
                        page.map(member -> new InvitationListView.Row(member, actions.on(member, screen.now()))),
                        search,
                        "status=" + shown.key()),
                shown,
                page.next() == null && page.previous() == null
                        ? page.items().size()
                        : list.total(actor, here, filter).number(),
                BulkAction.of(actor, organization, policy).stream()
                        .filter(BulkAction.OF_INVITATIONS::contains)
                        .toList());
        return Html.ok(templates.invitationList(screen, view));
    }

    private static ListStatus status(String key) {
        return ListStatus.INVITATIONS.stream()
                .filter(status -> status.key().equals(key))
                .findFirst()
                .orElseThrow(AccessProblem.NOT_FOUND::with);
    }
}
