package dev.roster.history;

import static dev.roster.history.RightsEvent.text;
import static dev.roster.history.RightsEvent.texts;
import static dev.roster.history.RightsEvent.things;

import dev.roster.shared.Ids;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The roles, groups and people of an organization as its audit events leave them, one after another, from its creation on.
 * Knows the people whose events it was given.
 */
final class Replay {
    private static final String ROLES = "roles";
    private static final String ROLE = "role";
    private static final String GROUPS = "groups";
    private static final String NAME = "name";
    private static final String KEY = "key";
    private static final String PARENT = "parent";

    private final Map<String, RoleThen> roles = new LinkedHashMap<>();
    private final Map<String, GroupThen> groups = new TreeMap<>();
    private final Map<UUID, PersonThen> people = new HashMap<>();

    /** @param permissions with the event that gave each of them to the role */
    private record RoleThen(String name, Map<String, RightsEvent> permissions) {}

    /** @param roles with the event that gave each of them to the group */
    private record GroupThen(boolean standard, Map<String, RightsEvent> roles) {}

    private static final class PersonThen {
        private String status = "";
        private boolean blocked;
        private @Nullable String role;
        private @Nullable RightsEvent roleGiven;
        private final Map<String, RightsEvent> groups = new TreeMap<>();
        private final Map<UUID, RightsEvent> grants = new HashMap<>();

        private boolean acts() {
            return status.equals("active") && !blocked;
        }
    }

    static Replay of(List<RightsEvent> events) {
        var replay = new Replay();
        events.forEach(replay::apply);
        return replay;
    }

    private void apply(RightsEvent event) {
        switch (event.action()) {
            case "organization.created" -> organizationCreated(event);
            case "role.created" -> roleCreated(event, event.after());
            case "role.changed" -> roleChanged(event);
            case "role.deleted" -> roleDeleted(event);
            case "group.created" -> groups.put(text(event.after()), new GroupThen(false, given(event, event.after())));
            case "group.changed" -> groupChanged(event);
            case "group.deleted" -> groups.remove(text(event.before()));
            default -> {
                if (event.target() != null) {
                    apply(event, people.computeIfAbsent(event.target(), _ -> new PersonThen()));
                }
            }
        }
    }

    private void organizationCreated(RightsEvent event) {
        things(event.after(), ROLES).forEach(role -> roleCreated(event, role));
        for (var group : things(event.after(), GROUPS)) {
            groups.put(text(group), new GroupThen(Boolean.TRUE.equals(group.get("default")), given(event, group)));
        }
    }

    private void roleCreated(RightsEvent event, Map<?, ?> values) {
        var key = key(values);
        roles.put(key, new RoleThen(text(values), permissions(event, values, Map.of())));
        if (event.action().equals("role.created")) {
            groups.values().stream().filter(GroupThen::standard).forEach(group -> group.roles.put(key, event));
        }
    }

    private void roleChanged(RightsEvent event) {
        roles.computeIfPresent(
                key(event.after()),
                (_, before) ->
                        new RoleThen(text(event.after()), permissions(event, event.after(), before.permissions())));
    }

    private void roleDeleted(RightsEvent event) {
        var key = key(event.before());
        roles.remove(key);
        groups.values().forEach(group -> group.roles.remove(key));
        people.values().stream().filter(person -> key.equals(person.role)).forEach(Replay::loseRole);
    }

    private void groupChanged(RightsEvent event) {
        var before = text(event.before());
        var after = text(event.after());
        var group = groups.remove(before);
        if (group == null) {
            return;
        }
        var carried = new HashMap<String, RightsEvent>();
        texts(event.after(), ROLES)
                .forEach(role -> carried.put(role, group.roles().getOrDefault(role, event)));
        groups.put(after, new GroupThen(group.standard(), carried));
        if (!before.equals(after)) {
            for (var person : people.values()) {
                var joined = person.groups.remove(before);
                if (joined != null) {
                    person.groups.put(after, joined);
                }
            }
        }
    }

    private static void apply(RightsEvent event, PersonThen person) {
        switch (event.action()) {
            case "user.created" -> {
                loseRole(person);
                person.groups.clear();
                setRole(event, person);
                setGroups(event, person);
            }
            case "user.role_changed" -> setRole(event, person);
            case "user.groups_changed" -> setGroups(event, person);
            case "user.blocked" -> person.blocked = true;
            case "user.unblocked" -> person.blocked = false;
            case "grant.created" -> parent(event.after()).ifPresent(parent -> person.grants.put(parent, event));
            case "grant.revoked" -> parent(event.before()).ifPresent(person.grants::remove);
            default -> {}
        }
        var status = RightsEvent.text(event.after(), "status");
        if (status != null) {
            person.status = status;
            boolean erased = event.action().equals("user.erased");
            if (erased) {
                loseRole(person);
            }
            if (erased || status.equals("removed")) {
                person.groups.clear();
            }
        }
    }

    private static void setRole(RightsEvent event, PersonThen person) {
        person.role = RightsEvent.text(event.after(), ROLE);
        person.roleGiven = person.role == null ? null : event;
    }

    private static void loseRole(PersonThen person) {
        person.role = null;
        person.roleGiven = null;
    }

    private static void setGroups(RightsEvent event, PersonThen person) {
        var wanted = texts(event.after(), GROUPS);
        person.groups.keySet().retainAll(wanted);
        wanted.forEach(group -> person.groups.putIfAbsent(group, event));
    }

    /** The status of the person's membership; empty if they never had one. */
    Optional<String> status(UserId user) {
        var person = people.get(user.value());
        return person == null || person.status.isEmpty() ? Optional.empty() : Optional.of(person.status);
    }

    /** The organizations for whose teams these people act here. */
    Set<OrganizationId> parents() {
        return people.values().stream()
                .flatMap(person -> person.grants.keySet().stream())
                .map(OrganizationId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The roles that the person holds as a member: their own first. */
    List<HeldThen> held(UserId user) {
        var person = people.get(user.value());
        var held = new ArrayList<HeldThen>();
        if (person == null || !person.acts()) {
            return held;
        }
        if (person.role != null && person.roleGiven != null && roles.containsKey(person.role)) {
            held.add(new HeldThen(person.role, name(person.role), Through.ROLE, null, null, List.of(person.roleGiven)));
        }
        person.groups.forEach((name, joined) -> {
            var group = groups.get(name);
            if (group != null) {
                group.roles()
                        .forEach((role, given) -> held.add(
                                new HeldThen(role, name(role), Through.GROUP, name, null, List.of(joined, given))));
            }
        });
        return held;
    }

    /** The roles that the person holds by a grant from an organization in which they then held these. */
    List<HeldThen> heldByGrant(UserId user, OrganizationId parent, Replay there) {
        var person = people.get(user.value());
        var granted = person == null ? null : person.grants.get(parent.value());
        if (granted == null) {
            return List.of();
        }
        return there.held(user).stream()
                .filter(own -> there.permits(own.role(), "companies.manage") && roles.containsKey(own.role()))
                .map(HeldThen::role)
                .distinct()
                .map(role -> new HeldThen(role, name(role), Through.GRANT, null, parent, List.of(granted)))
                .toList();
    }

    private boolean permits(String role, String permission) {
        var then = roles.get(role);
        return then != null && then.permissions().containsKey(permission);
    }

    /** The event that gave the role the permission. */
    Optional<RightsEvent> gave(String role, String permission) {
        return Optional.ofNullable(roles.get(role))
                .flatMap(then -> Optional.ofNullable(then.permissions().get(permission)));
    }

    private String name(String role) {
        var then = roles.get(role);
        return then == null ? role : then.name();
    }

    private static Map<String, RightsEvent> permissions(
            RightsEvent event, Map<?, ?> values, Map<String, RightsEvent> before) {
        var permissions = new HashMap<String, RightsEvent>();
        for (var field : List.of("permissions", "productPermissions")) {
            texts(values, field).forEach(p -> permissions.put(p, before.getOrDefault(p, event)));
        }
        return permissions;
    }

    private static Map<String, RightsEvent> given(RightsEvent event, Map<?, ?> group) {
        var given = new TreeMap<String, RightsEvent>();
        texts(group, ROLES).forEach(role -> given.put(role, event));
        return given;
    }

    private static Optional<UUID> parent(Map<String, Object> values) {
        return Optional.ofNullable(RightsEvent.text(values, PARENT)).flatMap(Ids::read);
    }

    private static String text(Map<?, ?> values) {
        return String.valueOf(RightsEvent.text(values, NAME));
    }

    private static String key(Map<?, ?> values) {
        return String.valueOf(RightsEvent.text(values, KEY));
    }
}
