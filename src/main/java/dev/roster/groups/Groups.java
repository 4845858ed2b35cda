package dev.roster.groups;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.group.Group;
import dev.roster.group.GroupProblem;
import dev.roster.group.GroupRepository;
import dev.roster.rights.Governing;
import dev.roster.rights.Standing;
import dev.roster.role.Role;
import dev.roster.roles.Roles;
import dev.roster.shared.Cursor;
import dev.roster.shared.GroupId;
import dev.roster.shared.Ids;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Page;
import dev.roster.shared.RoleId;
import dev.roster.shared.Text;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The groups of an organization. */
@Component
public class Groups {
    private final GroupRepository repository;
    private final GroupMembers members;
    private final Roles roles;
    private final Governing governing;
    private final AuditLog audit;
    private final Clock clock;

    Groups(
            GroupRepository repository,
            GroupMembers members,
            Roles roles,
            Governing governing,
            AuditLog audit,
            Clock clock) {
        this.repository = repository;
        this.members = members;
        this.roles = roles;
        this.governing = governing;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * One page, by name, for those who may see the list of users.
     *
     * @param search part of a name, in any case and with or without accents; null or blank for all
     */
    public Page<Group> list(
            Actor actor, OrganizationId organization, @Nullable String search, @Nullable Cursor at, int limit) {
        actor.require(Permission.USERS_VIEW, organization);
        return Page.of(
                repository.list(organization, folded(search), at, limit + 1),
                limit,
                at,
                group -> new Cursor.Position(
                        Text.folded(group.name()), group.id().value()));
    }

    /** The number of groups that {@link #list} finds. */
    public long count(Actor actor, OrganizationId organization, @Nullable String search) {
        actor.require(Permission.USERS_VIEW, organization);
        return repository.count(organization, folded(search));
    }

    /** The first of them by name, for a menu. */
    public List<Group> listToChoose(Actor actor, OrganizationId organization, int most) {
        actor.require(Permission.USERS_VIEW, organization);
        return repository.listToChoose(organization, null, most);
    }

    public Group get(Actor actor, OrganizationId organization, GroupId id) {
        actor.require(Permission.USERS_VIEW, organization);
        return get(organization, id);
    }

    /** The group that an organization's first users join, if it has groups. */
    public Optional<Group> findDefault(OrganizationId organization) {
        return repository.findDefault(organization);
    }

    /** The existing ones among these ids, by name; whether the actor may see them is up to the caller. */
    public List<Group> list(OrganizationId organization, Collection<GroupId> ids) {
        return ids.isEmpty() ? List.of() : repository.list(organization, ids);
    }

    /** The groups with these ids or names; reports an error under {@code groups} for each that does not exist. */
    public List<Group> read(
            OrganizationId organization, Collection<String> references, InvalidException.Collector errors) {
        return read(reference -> find(organization, reference), references, errors);
    }

    /** The same, given a lookup of a group by its id or name. */
    public static List<Group> read(
            Function<String, Optional<Group>> find, Collection<String> references, InvalidException.Collector errors) {
        var found = new ArrayList<Group>();
        for (var reference : Set.copyOf(references)) {
            find.apply(reference).ifPresentOrElse(found::add, () -> errors.add("groups", "unknown"));
        }
        return found;
    }

    /** The group with this id or name; whether the actor may see it is up to the caller. */
    public Optional<Group> find(OrganizationId organization, String idOrName) {
        if (Text.hasControlCharacters(idOrName.strip())) {
            return Optional.empty();
        }
        // An id is never treated as a name: a group could be named after the id of another one that was deleted.
        return Ids.read(idOrName.strip())
                .map(id -> repository.find(organization, new GroupId(id)))
                .orElseGet(() -> repository.findByName(organization, Text.tidy(idOrName)));
    }

    /** Replaces references by ids, so that they keep their current meaning. References to no group stay as they are. */
    public List<String> settled(OrganizationId organization, List<String> references) {
        return references.stream()
                .map(reference -> find(organization, reference)
                        .map(group -> group.id().toString())
                        .orElse(reference))
                .toList();
    }

    /** Creates a group, with its roles and its first members. */
    @Transactional
    public Group create(Actor actor, OrganizationId organization, NewGroup wanted) {
        var granted = actor.require(Permission.GROUPS_MANAGE, organization);
        var standing = governing.lock(granted);
        var text = new GroupText(wanted.name(), wanted.description());
        var carried = roles(organization, wanted.roles(), text.errors());
        text.errors().throwIfAny();
        carried.forEach(role -> standing.requireMayHandOut(role.id()));
        var id = GroupId.next();
        var now = clock.instant();
        if (!repository.insert(granted, id, text.name(), text.description(), false, now)) {
            throw GroupProblem.GROUP_NAME_TAKEN.with(text.name());
        }
        repository.setRoles(granted, id, ids(carried));
        audit.record(
                granted,
                NewAuditEvent.of(GroupAction.CREATED)
                        .to("group", id.value())
                        .after(Map.of("name", text.name(), "roles", keys(carried))));
        if (!wanted.members().isEmpty()) {
            members.add(actor, organization, id, wanted.members());
        }
        return get(organization, id);
    }

    /** Changes a group; its members are affected from their next request on. */
    @Transactional
    public Group change(Actor actor, OrganizationId organization, GroupId id, GroupChange wanted, Expected expected) {
        var granted = actor.require(Permission.GROUPS_MANAGE, organization);
        var standing = governing.lock(granted);
        var before = get(organization, id);
        expected.require(before.version());
        var text = new GroupText(
                wanted.name() == null ? before.name() : wanted.name(),
                wanted.description() == null ? before.description() : wanted.description());
        var carried = wanted.roles() == null ? null : roles(organization, wanted.roles(), text.errors());
        text.errors().throwIfAny();
        if (carried != null && !ids(carried).equals(before.roleIds())) {
            changeRoles(granted, standing, before, ids(carried));
        }
        if (text.isOf(before) && (carried == null || ids(carried).equals(before.roleIds()))) {
            return before;
        }
        // A group's name determines whom people add to it: renaming it effectively hands over everything it carries.
        GroupMembers.requireMayHandOut(standing, before);
        if (!repository.update(granted, id, text.name(), text.description())) {
            throw GroupProblem.GROUP_NAME_TAKEN.with(text.name());
        }
        var after = get(organization, id);
        audit.record(
                granted,
                NewAuditEvent.of(GroupAction.CHANGED)
                        .to("group", id.value())
                        .before(recorded(before))
                        .after(recorded(after)));
        return after;
    }

    /** Deletes a group without members. Returns the deleted group. */
    @Transactional
    public Group delete(Actor actor, OrganizationId organization, GroupId id, Expected expected) {
        var granted = actor.require(Permission.GROUPS_MANAGE, organization);
        var standing = governing.lock(granted);
        var group = get(organization, id);
        expected.require(group.version());
        if (group.isDefault()) {
            throw GroupProblem.GROUP_IS_DEFAULT.with(group.name());
        }
        if (group.members() > 0) {
            throw GroupProblem.GROUP_HAS_MEMBERS.with(group.name(), group.members());
        }
        group.roles().forEach(role -> standing.requireMayHandOut(role.id()));
        repository.delete(granted, id);
        audit.record(
                granted,
                NewAuditEvent.of(GroupAction.DELETED).to("group", id.value()).before(recorded(group)));
        return group;
    }

    /** Adds and removes roles for all members at once, so the actor must govern every role that any of them holds. */
    private void changeRoles(OrganizationPermit granted, Standing standing, Group group, Set<RoleId> after) {
        if (group.isDefault()) {
            throw GroupProblem.GROUP_ROLES_FIXED.with(group.name());
        }
        standing.requireMayActOnMembers(group.id());
        var touched = new HashSet<>(group.roleIds());
        touched.addAll(after);
        touched.forEach(standing::requireMayHandOut);
        standing.keepingAnAdministrator(() -> repository.setRoles(granted, group.id(), after));
    }

    /** The roles with these keys; reports an error under {@code roles} if there are none, or some do not exist. */
    List<Role> roles(OrganizationId organization, List<String> keys, InvalidException.Collector errors) {
        var all = roles.list(organization);
        var known = all.stream().map(Role::key).collect(Collectors.toSet());
        if (keys.isEmpty()) {
            errors.add("roles", "required");
        } else if (!known.containsAll(keys)) {
            errors.add("roles", "unknown");
        }
        return all.stream().filter(role -> keys.contains(role.key())).toList();
    }

    private Group get(OrganizationId organization, GroupId id) {
        return repository.find(organization, id).orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    private static Map<String, Object> recorded(Group group) {
        return Map.of("name", group.name(), "description", group.description(), "roles", group.roleKeys());
    }

    private static List<String> keys(List<Role> roles) {
        return roles.stream().map(Role::key).toList();
    }

    private static Set<RoleId> ids(List<Role> roles) {
        return roles.stream().map(Role::id).collect(Collectors.toSet());
    }

    /** Text that cannot be part of a name would make the database fail instead of finding nothing. */
    static void requireStorable(String search) {
        if (Text.hasControlCharacters(search)) {
            throw InvalidException.of("search", "control-characters");
        }
    }

    static @Nullable String folded(@Nullable String search) {
        if (search == null || search.isBlank()) {
            return null;
        }
        requireStorable(search);
        return Text.folded(search.strip());
    }
}
