package dev.roster.history;

import static dev.roster.history.RightsEvent.text;
import static dev.roster.history.RightsEvent.texts;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.Permission;
import dev.roster.auditlog.AuditEvent;
import dev.roster.auditlog.AuditEvents;
import dev.roster.auditlog.EventWords;
import dev.roster.groups.GroupChange;
import dev.roster.groups.Groups;
import dev.roster.membership.Member.HeldGroup;
import dev.roster.people.Memberships;
import dev.roster.people.Memberships.AfterRestoring;
import dev.roster.people.RoleAssignments;
import dev.roster.people.Users;
import dev.roster.role.Role;
import dev.roster.roles.RoleChange;
import dev.roster.roles.Roles;
import dev.roster.shared.GroupId;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reverts what an event says was done, with the ordinary operation for it: under the same rules, and recorded as any other
 * change. Only while nothing else has changed the same thing since.
 */
@Component
class Reverts {
    private final AuditEvents events;
    private final Users users;
    private final RoleAssignments assignments;
    private final Memberships memberships;
    private final Roles roles;
    private final Groups groups;

    Reverts(
            AuditEvents events,
            Users users,
            RoleAssignments assignments,
            Memberships memberships,
            Roles roles,
            Groups groups) {
        this.events = events;
        this.users = users;
        this.assignments = assignments;
        this.memberships = memberships;
        this.roles = roles;
        this.groups = groups;
    }

    /** The event, for an actor who may see it and do what reverting it takes. */
    AuditEvent get(Actor actor, OrganizationId organization, UUID id) {
        var event = events.get(actor, organization, id);
        actor.require(
                EventWords.toRevert(event.action()).orElseThrow(HistoryProblem.NOT_REVERTIBLE::with), organization);
        return event;
    }

    /** @throws dev.roster.shared.ProblemException also whatever the operation is refused with */
    @Transactional
    void revert(Actor actor, OrganizationId organization, UUID id) {
        var event = get(actor, organization, id);
        var target = event.target();
        if (target == null || target.id() == null) {
            throw HistoryProblem.NOT_REVERTIBLE.with();
        }
        switch (event.action()) {
            case "role.changed" -> revertRole(actor, organization, event);
            case "group.changed" -> revertGroup(actor, organization, new GroupId(target.id()), event);
            default -> revertUser(actor, organization, new UserId(target.id()), event);
        }
    }

    private void revertUser(Actor actor, OrganizationId organization, UserId user, AuditEvent event) {
        switch (event.action()) {
            case "user.role_changed" -> {
                var member = users.get(actor, organization, user);
                var held = member.role();
                requireStill(Objects.equals(held == null ? null : held.key(), text(event.after(), "role")));
                var before = Optional.ofNullable(text(event.before(), "role"))
                        .orElseThrow(HistoryProblem.NOT_REVERTIBLE::with);
                assignments.changeRole(actor, organization, user, before, Expected.version(member.version()));
            }
            case "user.groups_changed" -> {
                var member = users.get(actor, organization, user);
                var held = member.groups().stream().map(HeldGroup::name).collect(Collectors.toSet());
                requireStill(held.equals(set(event.after(), "groups")));
                var before = texts(event.before(), "groups");
                assignments.changeGroups(actor, organization, user, before, Expected.version(member.version()));
            }
            case "user.deactivated" -> memberships.activate(actor, organization, user);
            case "user.activated" -> memberships.deactivate(actor, organization, user);
            case "user.deleted" -> memberships.restore(actor, organization, user, AfterRestoring.MAIL_NOTHING);
            default -> throw HistoryProblem.NOT_REVERTIBLE.with();
        }
    }

    private void revertRole(Actor actor, OrganizationId organization, AuditEvent event) {
        var now = Optional.ofNullable(text(event.after(), "key"))
                .flatMap(key -> roles.findByKey(organization, key))
                .orElseThrow(HistoryProblem.CHANGED_SINCE::with);
        requireStill(isAs(now, event.after(), roles.list(organization)));
        var before = event.before();
        var change = new RoleChange(
                orEmpty(before, "name"),
                orEmpty(before, "description"),
                texts(before, "permissions"),
                texts(before, "productPermissions"),
                texts(before, "governs"));
        roles.change(actor, organization, now.key(), change, Expected.version(now.version()));
    }

    private static boolean isAs(Role role, Map<String, Object> values, List<Role> all) {
        var permissions = role.permissions().stream().map(Permission::key).collect(Collectors.toSet());
        return role.name().equals(text(values, "name"))
                && role.description().equals(orEmpty(values, "description"))
                && permissions.equals(set(values, "permissions"))
                && Set.copyOf(role.productPermissions()).equals(set(values, "productPermissions"))
                && Set.copyOf(Roles.keys(role.governs(), all)).equals(set(values, "governs"));
    }

    private void revertGroup(Actor actor, OrganizationId organization, GroupId id, AuditEvent event) {
        var now = groups.get(actor, organization, id);
        requireStill(now.name().equals(text(event.after(), "name"))
                && now.description().equals(orEmpty(event.after(), "description"))
                && Set.copyOf(now.roleKeys()).equals(set(event.after(), "roles")));
        var before = event.before();
        var wanted = set(before, "roles");
        var change = new GroupChange(
                orEmpty(before, "name"),
                orEmpty(before, "description"),
                wanted.equals(Set.copyOf(now.roleKeys())) ? null : List.copyOf(wanted));
        groups.change(actor, organization, id, change, Expected.version(now.version()));
    }

    private static void requireStill(boolean asItWasLeft) {
        if (!asItWasLeft) {
            throw HistoryProblem.CHANGED_SINCE.with();
        }
    }

    private static Set<String> set(Map<String, Object> values, String field) {
        return new HashSet<>(texts(values, field));
    }

    private static String orEmpty(Map<String, Object> values, String field) {
        return Objects.requireNonNullElse(text(values, field), "");
    }
}
