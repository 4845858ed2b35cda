package dev.roster.finder;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.company.Companies;
import dev.roster.directory.UserList;
import dev.roster.directory.UserQuery;
import dev.roster.finder.Found.Entry;
import dev.roster.finder.Found.Section;
import dev.roster.groups.Groups;
import dev.roster.http.OrganizationAtHand.Part;
import dev.roster.organization.Onboarding;
import dev.roster.organization.Organizations;
import dev.roster.roles.Roles;
import dev.roster.ui.Picker;
import dev.roster.ui.Screen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Finds what the viewer may open, with one statement for each kind of thing. */
@Component
class Finder {
    private static final int OF_A_KIND = 6;

    private final UserList users;
    private final Groups groups;
    private final Roles roles;
    private final Companies companies;
    private final Organizations organizations;

    Finder(UserList users, Groups groups, Roles roles, Companies companies, Organizations organizations) {
        this.users = users;
        this.groups = groups;
        this.roles = roles;
        this.companies = companies;
        this.organizations = organizations;
    }

    /**
     * The first of each kind; without a search, the actions and pages.
     *
     * @throws dev.roster.shared.InvalidException if no text can contain the search term
     */
    Found find(Screen screen, Actor actor, String typed) {
        var search = Picker.readSearch(typed);
        var sections = new ArrayList<Section>();
        if (!search.isEmpty()) {
            add(sections, "people", Permission.USERS_VIEW, screen, () -> people(screen, actor, search));
            if (screen.here().parts().contains(Part.GROUPS)) {
                add(sections, "groups", Permission.USERS_VIEW, screen, () -> groups(screen, actor, search));
            }
            add(sections, "roles", Permission.ROLES_VIEW, screen, () -> roles(screen, search));
            if (screen.here().parts().contains(Part.COMPANIES)) {
                add(sections, "companies", Permission.COMPANIES_MANAGE, screen, () -> companies(screen, actor, search));
            }
        }
        for (boolean action : new boolean[] {true, false}) {
            var places = destinations(screen, action)
                    .filter(entry -> matches(entry.label(), search))
                    .toList();
            if (!places.isEmpty()) {
                sections.add(new Section(action ? "actions" : "pages", places));
            }
        }
        return new Found(search, sections);
    }

    private static void add(
            List<Section> sections, String key, Permission permission, Screen screen, Supplier<Stream<Entry>> find) {
        if (screen.may(permission)) {
            var entries = find.get().limit(OF_A_KIND).toList();
            if (!entries.isEmpty()) {
                sections.add(new Section(key, entries));
            }
        }
    }

    private Stream<Entry> people(Screen screen, Actor actor, String search) {
        var here = screen.here();
        var filter = UserQuery.of(search, null, null, null, null, null, null).filter(List.of(), _ -> Optional.empty());
        return users.list(actor, here.id(), filter, null, OF_A_KIND).items().stream()
                .map(member ->
                        new Entry(member.displayName(), member.signInName(), null, here.path("/users/" + member.id())));
    }

    private Stream<Entry> groups(Screen screen, Actor actor, String search) {
        var here = screen.here();
        return groups.list(actor, here.id(), search, null, OF_A_KIND).items().stream()
                .map(group -> new Entry(group.name(), null, "users-group", here.path("/groups/" + group.id())));
    }

    private Stream<Entry> roles(Screen screen, String search) {
        var here = screen.here();
        return roles.list(here.id()).stream()
                .filter(role -> matches(role.name(), search))
                .map(role -> new Entry(
                        role.name(),
                        null,
                        "shield-half",
                        screen.may(Permission.USERS_VIEW)
                                        && !organizations
                                                .get(here.id())
                                                .policy()
                                                .newUser()
                                                .groups()
                                ? here.path("/users?role=" + role.key())
                                : here.path("/roles")));
    }

    private Stream<Entry> companies(Screen screen, Actor actor, String search) {
        return companies.list(actor, screen.here().id(), search, null, OF_A_KIND).items().stream()
                .map(company -> new Entry(
                        company.name(),
                        company.slug(),
                        null,
                        company.manageable()
                                ? "/o/" + company.slug()
                                : screen.here().path("/companies?search=" + company.slug())));
    }

    private Stream<Entry> destinations(Screen screen, boolean action) {
        var all = Arrays.stream(Destination.values())
                .filter(destination -> destination.isAction() == action && destination.isOffered(screen))
                .map(destination -> destination.entry(screen));
        return action && screen.may(Permission.USERS_CREATE) ? Stream.concat(newUser(screen), all) : all;
    }

    /** By the default way, as the button above the list. */
    private Stream<Entry> newUser(Screen screen) {
        var here = screen.here();
        return organizations.get(here.id()).policy().onboarding().stream()
                .limit(1)
                .map(way -> new Entry(
                        screen.t("user.create.button." + way.key()),
                        null,
                        "user-plus",
                        here.path(way == Onboarding.INVITATION ? "/invitations/new" : "/users/new")));
    }

    private static boolean matches(String label, String search) {
        var text = label.toLowerCase(Locale.ROOT);
        return Stream.of(search.toLowerCase(Locale.ROOT).split("\\s+")).allMatch(text::contains);
    }
}
