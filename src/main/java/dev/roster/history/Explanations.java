package dev.roster.history;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.audit.Party;
import dev.roster.history.RightsHistoryRepository.HeldNow;
import dev.roster.people.Users;
import dev.roster.role.Role;
import dev.roster.roles.Roles;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Explains why a person has a permission now, or what they lack. */
@Component
public class Explanations {
    private final RightsHistoryRepository repository;
    private final RightsHistory history;
    private final Users users;
    private final Roles roles;
    private final Clock clock;

    Explanations(RightsHistoryRepository repository, RightsHistory history, Users users, Roles roles, Clock clock) {
        this.repository = repository;
        this.history = history;
        this.users = users;
        this.roles = roles;
        this.clock = clock;
    }

    /**
     * The permissions that a person has, in display order, those that Roster enforces first. For those who may see the list
     * of users, and for the person themselves; since when and by whom only for those who may see the audit log.
     */
    public List<Explained> list(Actor actor, OrganizationId organization, UserId user) {
        var held = repository.listHeld(organization, user);
        if (held.isEmpty() || actor.is(user)) {
            users.get(actor, organization, user);
        } else {
            actor.require(Permission.USERS_VIEW, organization);
        }
        var given = actor.may(Permission.AUDIT_VIEW, organization)
                ? given(organization, user, held)
                : Map.<Way, RightsEvent>of();
        var actors = given.isEmpty()
                ? Map.<UUID, Party>of()
                : repository.listActors(
                        organization,
                        given.values().stream().map(RightsEvent::id).collect(Collectors.toSet()));
        return permissions(held)
                .map(permission -> new Explained(
                        permission,
                        held.stream()
                                .filter(now -> gives(now, permission))
                                .map(now -> {
                                    var event = given.get(Way.of(now, permission));
                                    return new Because(
                                            now.role(),
                                            now.roleName(),
                                            now.through(),
                                            now.group(),
                                            now.groupName(),
                                            now.from(),
                                            now.fromName(),
                                            event == null ? null : event.at(),
                                            event == null ? null : actors.get(event.id()));
                                })
                                .toList()))
                .toList();
    }

    /** One way to one permission. */
    private record Way(Through through, String role, String by, String permission) {
        static Way of(HeldNow now, String permission) {
            return new Way(now.through(), now.role(), now.groupName() + "/" + now.from(), permission);
        }

        static Way of(HeldThen then, String permission) {
            return new Way(then.through(), then.role(), then.group() + "/" + then.from(), permission);
        }
    }

    private Map<Way, RightsEvent> given(OrganizationId organization, UserId user, List<HeldNow> held) {
        var then = history.at(organization, List.of(user), clock.instant());
        var given = new LinkedHashMap<Way, RightsEvent>();
        for (var way : then.of(user)) {
            permissions(held)
                    .forEach(permission ->
                            then.newest(way, permission).ifPresent(event -> given.put(Way.of(way, permission), event)));
        }
        return given;
    }

    private static boolean gives(HeldNow now, String permission) {
        return now.permissions().contains(permission)
                || now.productPermissions().contains(permission);
    }

    private static Stream<String> permissions(List<HeldNow> held) {
        var enforced = Arrays.stream(Permission.values())
                .map(Permission::key)
                .filter(key -> held.stream().anyMatch(now -> now.permissions().contains(key)));
        var product =
                held.stream().flatMap(now -> now.productPermissions().stream()).sorted(Comparator.naturalOrder());
        return Stream.concat(enforced, product).distinct();
    }

    /** The permissions that the person lacks and some role here has, with who could give them. */
    List<Missing> listMissing(OrganizationId organization, List<Explained> had) {
        var all = roles.list(organization);
        var keys = had.stream().map(Explained::permission).collect(Collectors.toSet());
        var byRoles = new LinkedHashMap<List<Role>, List<Permission>>();
        for (var permission : Permission.values()) {
            var containing = all.stream()
                    .filter(role -> role.permissions().contains(permission))
                    .toList();
            if (!keys.contains(permission.key()) && !containing.isEmpty()) {
                byRoles.computeIfAbsent(containing, _ -> new ArrayList<>()).add(permission);
            }
        }
        return byRoles.entrySet().stream()
                .map(entry -> new Missing(entry.getValue(), entry.getKey(), givers(entry.getKey(), all)))
                .toList();
    }

    private static List<Role> givers(List<Role> wanted, List<Role> all) {
        var ids = wanted.stream().map(Role::id).collect(Collectors.toSet());
        return all.stream()
                .filter(role -> role.permissions().contains(Permission.USERS_ASSIGN_ROLE)
                        && role.governs().stream().anyMatch(ids::contains))
                .toList();
    }
}
