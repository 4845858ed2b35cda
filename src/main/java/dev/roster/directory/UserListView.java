package dev.roster.directory;

import dev.roster.group.Group;
import dev.roster.membership.ListStatus;
import dev.roster.membership.Member;
import dev.roster.organization.Onboarding;
import dev.roster.people.MemberAction;
import dev.roster.role.Role;
import dev.roster.shared.Page;
import dev.roster.ui.Choice;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the list of users shows.
 *
 * @param groups to choose from if groups carry the roles, otherwise null; no more than fit into a menu
 * @param choices the roles to choose from in a row; none if roles are not changed in rows
 * @param columns the keys of the columns shown besides the person
 * @param total null if counting would cost more than it is worth: a search with more than a page of matches
 * @param views shown above the list
 * @param statuses to filter by: those that users can have here
 * @param ways how users can be added, the default first; none if the actor may not
 * @param createInDialog whether the form for a new user is a dialog
 * @param bulk the bulk actions available to the viewer
 */
public record UserListView(
        Page<Row> page,
        UserQuery query,
        UserFilter filter,
        List<Role> roles,
        @Nullable List<Group> groups,
        List<Choice> choices,
        Set<String> columns,
        UserList.@Nullable Total total,
        Views views,
        List<ListStatus> statuses,
        List<Onboarding> ways,
        boolean createInDialog,
        List<BulkAction> bulk) {
    /** The columns to choose from, in order. */
    public static final List<String> COLUMNS = List.of("role", "status", "twoFactor", "lastSignIn", "joined");

    /** A person in the list, with what the viewer may do to them. */
    public record Row(Member member, List<MemberAction> actions) {}

    /**
     * The views shown above the list.
     *
     * @param own those that the viewer has saved
     */
    public record Views(List<Counted> builtIn, List<SavedView> own) {}

    /**
     * A view with the number of people in it.
     *
     * @param exact false if there are more than {@code number}
     * @param current whether the list shows it, possibly searched and in another order
     */
    public record Counted(BuiltInView view, int number, boolean exact, boolean current) {}

    public static final String MENU_ICON = "settings";
    public static final String OPEN_ICON = "selector";

    /** Where users are added in this way, relative to the list; the default needs no name. */
    public String path(Onboarding way) {
        if (way == Onboarding.INVITATION) {
            return "/invitations/new";
        }
        return "/users/new" + (way == ways.getFirst() ? "" : "?onboarding=" + way.key());
    }

    /** Whether that is a dialog over the list. */
    public boolean inDialog(Onboarding way) {
        return createInDialog && way != Onboarding.INVITATION;
    }

    /** The icons used by the rows' menus, each once. */
    public Set<String> icons() {
        return page.items().stream()
                .flatMap(row -> Stream.concat(
                        Stream.of(MENU_ICON, OPEN_ICON), row.actions().stream().map(MemberAction::icon)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The heading of the role column if groups carry the roles. */
    public String rights() {
        return groups == null ? "user.column.role" : "user.column.groups";
    }

    public boolean shows(String column) {
        return columns.contains(column);
    }

    /** The saved view that the list shows, or null. */
    public @Nullable SavedView savedView() {
        return views.own().stream()
                .filter(view -> view.query().equals(query.filtersAndOrder()))
                .findFirst()
                .orElse(null);
    }

    /** Whether the list is narrowed in a way that no view has, and that could be saved as one. */
    public boolean isUnsaved() {
        return !query.filters().isEmpty()
                && savedView() == null
                && views.builtIn().stream().noneMatch(Counted::current);
    }

    /** The name of the role or group by which the list is filtered. */
    public String nameOf(String filterName) {
        return filterName.equals("role")
                ? roles.stream()
                        .filter(role -> role.id().equals(filter.role()))
                        .map(Role::name)
                        .findFirst()
                        .orElse("")
                : Stream.ofNullable(groups)
                        .flatMap(List::stream)
                        .filter(group -> group.id().equals(filter.group()))
                        .map(Group::name)
                        .findFirst()
                        .orElse(query.group());
    }

    public boolean deletedTab() {
        return filter.status() == ListStatus.DELETED;
    }

    public @Nullable String nextUrl(String base) {
        return page.next() == null ? null : base + query.at(page.next());
    }

    public @Nullable String previousUrl(String base) {
        return page.previous() == null ? null : base + query.at(page.previous());
    }
}
