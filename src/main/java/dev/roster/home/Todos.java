package dev.roster.home;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.home.HomeRepository.Holder;
import dev.roster.home.Todo.Person;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.Texts;
import dev.roster.role.Role;
import dev.roster.roles.Roles;
import dev.roster.shared.RoleId;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what needs doing in an organization, as far as the actor may see and do it. */
@Component
class Todos {
    /** The number of rows that each of them reads at most; with that many, its number is a lower bound. */
    static final int MOST = 500;

    private static final Duration DORMANT = Duration.ofDays(90);
    private static final Duration SOON = Duration.ofDays(30);
    private static final int NAMED = 5;
    private static final int DAYS_OF_FAILURES = 7;

    /** From so many failed sign-ins in a week on, someone may be guessing passwords. */
    private static final int MANY_FAILURES = 20;

    /** More than one: somebody may hold a role twice, by two groups. */
    private static final int HOLDERS = 4;

    private final HomeRepository repository;
    private final Roles roles;
    private final Clock clock;

    Todos(HomeRepository repository, Roles roles, Clock clock) {
        this.repository = repository;
        this.roles = roles;
        this.clock = clock;
    }

    /** The most urgent first. */
    List<Todo> list(
            Texts texts,
            Actor actor,
            OrganizationAtHand here,
            Figures.Days figures,
            HomeRepository.@Nullable OpenInvitations invitations) {
        var id = here.id();
        boolean views = actor.may(Permission.USERS_VIEW, id);
        boolean invites = views && actor.may(Permission.USERS_CREATE, id);
        var todos = new ArrayList<Todo>();
        if (invites) {
            unreached(texts, here, todos);
        }
        if (actor.may(Permission.AUDIT_VIEW, id)) {
            failures(texts, here, figures, todos);
        }
        if (actor.may(Permission.API_TOKENS_MANAGE, id)) {
            int expiring = repository.countExpiringTokens(
                    id, clock.instant(), clock.instant().plus(SOON));
            add(todos, "key", true, texts, "home.todo.tokens", expiring, here.path("/settings/api-tokens"));
        }
        if (views && actor.may(Permission.ROLES_VIEW, id)) {
            alone(texts, here, todos);
        }
        if (invitations != null) {
            add(
                    todos,
                    "mail-off",
                    false,
                    texts,
                    "home.todo.expired",
                    invitations.expired(),
                    here.path("/invitations?status=expired"));
            add(todos, "mail", false, texts, "home.todo.unanswered", invitations.longer(), here.path("/invitations"));
        }
        if (invites) {
            var unlinked = repository.countUnlinked(id, clock.instant(), MOST);
            var pending = here.path("/users?status=pending&link=");
            add(todos, "link-off", false, texts, "home.todo.link-expired", unlinked.expired(), pending + "expired");
            add(todos, "link", false, texts, "home.todo.no-link", unlinked.none(), pending + "none");
        }
        if (views) {
            int dormant = repository.countDormant(id, clock.instant().minus(DORMANT), MOST);
            add(todos, "moon", false, texts, "home.todo.dormant", dormant, here.path("/users?status=active&signIn=90"));
        }
        return todos;
    }

    private static void add(
            List<Todo> todos, String icon, boolean urgent, Texts texts, String key, long number, String href) {
        if (number > 0) {
            todos.add(Todo.of(icon, urgent, texts.get(key, number, number >= MOST ? "+" : ""), href));
        }
    }

    private void unreached(Texts texts, OrganizationAtHand here, List<Todo> todos) {
        var people = repository.listUnreached(here.id(), NAMED + 1);
        if (!people.isEmpty()) {
            var named = people.stream()
                    .limit(NAMED)
                    .map(each -> person(here, each.user(), each.name()))
                    .toList();
            var sentence = texts.get("home.todo.unreached", named.size(), people.size() > NAMED ? "+" : "");
            todos.add(new Todo("mail-x", true, sentence, null, named));
        }
    }

    private static void failures(Texts texts, OrganizationAtHand here, Figures.Days figures, List<Todo> todos) {
        long failures = figures.sum(Figure.FAILED_SIGN_INS, DAYS_OF_FAILURES);
        if (failures >= MANY_FAILURES) {
            var sentence = texts.get("home.todo.failures", failures);
            todos.add(Todo.of("shield-x", true, sentence, here.path("/audit?action=user.sign_in_failed")));
        }
    }

    /** Those without whom nobody could do something. */
    private void alone(Texts texts, OrganizationAtHand here, List<Todo> todos) {
        var known = roles.list(here.id()).stream()
                .filter(role -> role.permissions().stream().anyMatch(Permission::administers))
                .toList();
        var holders =
                repository.listHolders(here.id(), known.stream().map(Role::id).toList(), HOLDERS);
        onlyHolders(known, holders).forEach((user, permissions) -> {
            var name = holders.stream()
                    .filter(holder -> holder.user().equals(user))
                    .findFirst()
                    .orElseThrow()
                    .name();
            var what = Permission.ordered(permissions).stream()
                    .map(permission -> texts.get("permission." + permission.key()))
                    .toList();
            var sentence = what.size() > 3
                    ? texts.get("home.todo.alone.many", name, what.get(0), what.get(1), what.size() - 2)
                    : texts.get("home.todo.alone", name, String.join(", ", what));
            todos.add(new Todo("user-exclamation", false, sentence, null, List.of(person(here, user, name))));
        });
    }

    /** The people who are the only ones with a permission, and which ones. */
    static Map<UserId, Set<Permission>> onlyHolders(List<Role> roles, List<Holder> holders) {
        Map<RoleId, Set<UserId>> byRole = holders.stream()
                .collect(Collectors.groupingBy(
                        Holder::role, Collectors.mapping(Holder::user, Collectors.toUnmodifiableSet())));
        var alone = new LinkedHashMap<UserId, Set<Permission>>();
        for (var permission : Permission.values()) {
            var users = roles.stream()
                    .filter(role -> role.permissions().contains(permission))
                    .flatMap(role -> byRole.getOrDefault(role.id(), Set.of()).stream())
                    .collect(Collectors.toSet());
            if (permission.administers() && users.size() == 1) {
                alone.computeIfAbsent(users.iterator().next(), first -> EnumSet.noneOf(Permission.class))
                        .add(permission);
            }
        }
        return alone;
    }

    private static Person person(OrganizationAtHand here, UserId user, String name) {
        return new Person(name, here.path("/users/" + user));
    }
}
