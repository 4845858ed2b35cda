package dev.roster.directory;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.directory.UserListView.Row;
import dev.roster.group.Group;
import dev.roster.groups.Groups;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.OrganizationAtHand.Part;
import dev.roster.http.Redirect;
import dev.roster.membership.ListStatus;
import dev.roster.membership.Member;
import dev.roster.organization.Onboarding;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.Departure;
import dev.roster.organization.Policy.FormKind;
import dev.roster.people.MemberAction;
import dev.roster.roles.RoleChoices;
import dev.roster.roles.Roles;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Page;
import dev.roster.templates.StaticTemplates;
import dev.roster.templates.Templates;
import dev.roster.ui.Html;
import dev.roster.ui.Screen;
import dev.roster.ui.Screens;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.WebUtils;

/** The page with an organization's users. */
@Controller
class UserListPages {
    private static final int ROWS = 50;
    private static final int GROUPS = 100;
    private static final String COLUMNS_COOKIE = "columns";

    private final Templates templates = new StaticTemplates();
    private final UserList list;
    private final Roles roles;
    private final Groups groups;
    private final Organizations organizations;
    private final UserViews views;

    UserListPages(UserList list, Roles roles, Groups groups, Organizations organizations, UserViews views) {
        this.list = list;
        this.views = views;
        this.roles = roles;
        this.groups = groups;
        this.organizations = organizations;
    }

    @GetMapping("/o/{org}/users")
    ResponseEntity<JteModel> users(
            Screen screen,
            Actor.SignedIn actor,
            OrganizationAtHand organization,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String signIn,
            @RequestParam(defaultValue = "") String link,
            @RequestParam(defaultValue = "") String twoFactor,
            @RequestParam(defaultValue = "") String sort,
            @RequestParam(required = false) @Nullable String after,
            HttpServletRequest request) {
        var here = organization.id();
        actor.require(Permission.USERS_VIEW, here);
        var policy = organizations.get(here).policy();
        var known = roles.list(here);
        var query = UserQuery.of(search, status, role, group, signIn, link, sort)
                .withTwoFactor(twoFactor)
                .after(after);
        var filter = query.filter(known, reference -> groups.find(here, reference));
        var page = list.list(actor, here, filter, query.cursor(), ROWS);
        var actions = MemberAction.inRows(actor, here, policy);
        var view = new UserListView(
                page.map(member -> new Row(member, actions.on(member, screen.now()))),
                query,
                filter,
                known,
                policy.newUser().groups() ? groups(actor, here, filter) : null,
                policy.newUser().groups() || !actor.may(Permission.USERS_ASSIGN_ROLE, here)
                        ? List.of()
                        : RoleChoices.of(screen.texts(), actor, policy, known),
                columns(request),
                total(actor, here, filter, page),
                views.list(actor, here, policy, query),
                statuses(organization, policy, filter),
                actor.may(Permission.USERS_CREATE, here) ? policy.onboarding() : List.of(),
                policy.newUser().form() == FormKind.DIALOG,
                BulkAction.of(actor, organization, policy).stream()
                        .filter(action -> action != BulkAction.REVOKE_INVITATION)
                        .filter(action -> (action == BulkAction.RESTORE) == (filter.status() == ListStatus.DELETED))
                        .toList());
        return Html.ok(templates.userList(screen, view));
    }

    /** Those that the policy lets users have, and the chosen one. */
    private static List<ListStatus> statuses(OrganizationAtHand organization, Policy policy, UserFilter filter) {
        boolean invites = organization.parts().contains(Part.INVITATIONS);
        return Arrays.stream(ListStatus.values())
                .filter(status -> status == filter.status()
                        || switch (status) {
                            case INVITED, EXPIRED, DECLINED -> invites;
                            case PENDING ->
                                policy.onboarding().contains(Onboarding.EMAIL_LINK) || policy.offers(Departure.DELETE);
                            case INACTIVE -> policy.offers(Departure.DEACTIVATE);
                            case ACTIVE -> true;
                            case DELETED -> false;
                        })
                .toList();
    }

    /** As many as fit into a menu, with the chosen one among them. */
    private List<Group> groups(Actor actor, OrganizationId here, UserFilter filter) {
        var first = groups.listToChoose(actor, here, GROUPS);
        var chosen = filter.group();
        return chosen == null || first.stream().anyMatch(group -> group.id().equals(chosen))
                ? first
                : Stream.concat(groups.list(here, Set.of(chosen)).stream(), first.stream())
                        .toList();
    }

    @PostMapping("/o/{org}/users/columns")
    ResponseEntity<Void> columns(
            OrganizationAtHand organization,
            @RequestParam(required = false) @Nullable List<String> column,
            HttpServletResponse response) {
        var chosen = column == null ? List.<String>of() : column;
        Screens.keep(
                response,
                COLUMNS_COOKIE,
                String.join(
                        ".",
                        UserListView.COLUMNS.stream().filter(chosen::contains).toList()),
                "/o/");
        return Redirect.to(organization.path("/users"));
    }

    /**
     * A search whose results fit on one page is counted from the page; counting a longer one would cost more than it is worth.
     */
    private UserList.@Nullable Total total(Actor actor, OrganizationId here, UserFilter filter, Page<Member> page) {
        if (filter.search() == null) {
            return list.total(actor, here, filter);
        }
        boolean whole = page.next() == null && page.previous() == null;
        return whole ? new UserList.Total(page.items().size(), true) : null;
    }

    private static Set<String> columns(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, COLUMNS_COOKIE);
        if (cookie == null) {
            return new LinkedHashSet<>(UserListView.COLUMNS);
        }
        var chosen = new LinkedHashSet<>(UserListView.COLUMNS);
        chosen.retainAll(List.of(cookie.getValue().split("\\.")));
        return chosen;
    }
}
