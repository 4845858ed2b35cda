package dev.roster.groups;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.access.Permit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.group.Group;
import dev.roster.group.GroupProblem;
import dev.roster.group.GroupRepository;
import dev.roster.membership.GroupMember;
import dev.roster.membership.GroupMemberRepository;
import dev.roster.organization.Organizations;
import dev.roster.rights.Governing;
import dev.roster.rights.Standing;
import dev.roster.shared.Cursor;
import dev.roster.shared.GroupId;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Page;
import dev.roster.shared.UserId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Adds people to groups and removes them. Adding someone hands them every role that the group carries, and removing them is
 * acting on them: the same rules as for a role of one's own apply.
 */
@Component
public class GroupMembers {
    private final GroupMemberRepository repository;
    private final GroupRepository groups;
    private final Organizations organizations;
    private final Governing governing;
    private final AuditLog audit;

    GroupMembers(
            GroupMemberRepository repository,
            GroupRepository groups,
            Organizations organizations,
            Governing governing,
            AuditLog audit) {
        this.repository = repository;
        this.groups = groups;
        this.organizations = organizations;
        this.governing = governing;
        this.audit = audit;
    }

    /** One page of a group's members, by name. */
    public Page<GroupMember> list(
            Actor actor, OrganizationId organization, GroupId group, @Nullable Cursor at, int limit) {
        actor.require(Permission.USERS_VIEW, organization);
        return Page.of(
                repository.list(organization, group, at, limit + 1),
                limit,
                at,
                member -> new Cursor.Position(member.sortName(), member.id().value()));
    }

    /** One of a group's members. */
    GroupMember get(Actor actor, OrganizationId organization, GroupId group, UserId user) {
        actor.require(Permission.USERS_VIEW, organization);
        return repository.find(organization, group, user).orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    /**
     * The first people by name whose name or address contains these letters, to choose from.
     *
     * @param outside excludes members of this group; null for no exclusion
     */
    public List<GroupMember> find(
            Actor actor, OrganizationId organization, String search, @Nullable GroupId outside, int most) {
        actor.require(Permission.USERS_VIEW, organization);
        Groups.requireStorable(search);
        return repository.listPeople(organization, search.strip(), outside, most);
    }

    /** Whether the actor is a member of the group. */
    boolean isOwn(Actor actor, OrganizationId organization, GroupId group) {
        return actor.person()
                .filter(self -> repository.listGroupsOf(organization, self).contains(group))
                .isPresent();
    }

    /** Those of these people who are here, by name. */
    public List<GroupMember> list(Actor actor, OrganizationId organization, Collection<UserId> users) {
        actor.require(Permission.USERS_VIEW, organization);
        return repository.listPeople(organization, users);
    }

    /** Adds these people to the group, all or none. */
    @Transactional
    public void add(Actor actor, OrganizationId organization, GroupId group, Set<UserId> users) {
        var granted = actor.require(Permission.USERS_ASSIGN_ROLE, organization);
        var standing = governing.lock(granted);
        var joined = groups.find(organization, group).orElseThrow(AccessProblem.NOT_FOUND::with);
        requireHere(organization, users);
        standing.keepingAnAdministrator(() -> {
            for (var user : users) {
                change(granted, standing, user, before -> with(before, joined.id()));
            }
        });
    }

    /** Removes a person from the group. */
    @Transactional
    public void remove(Actor actor, OrganizationId organization, GroupId group, UserId user) {
        var granted = actor.require(Permission.USERS_ASSIGN_ROLE, organization);
        var standing = governing.lock(granted);
        var here = repository.listGroupsOf(organization, user);
        if (!here.contains(group)) {
            throw AccessProblem.NOT_FOUND.with();
        }
        standing.requireMayActOn(user);
        if (here.size() == 1 && mustBelongSomewhere(organization)) {
            throw GroupProblem.LAST_GROUP.with();
        }
        standing.keepingAnAdministrator(() -> change(granted, standing, user, before -> without(before, group)));
    }

    /**
     * Replaces the groups that a person belongs to.
     *
     * @param wanted groups of this organization
     */
    @Transactional
    public void set(Actor actor, OrganizationId organization, UserId user, Collection<Group> wanted) {
        var granted = actor.require(Permission.USERS_ASSIGN_ROLE, organization);
        var standing = governing.lock(granted);
        requireHere(organization, Set.of(user));
        standing.keepingAnAdministrator(() -> change(granted, standing, user, before -> ids(wanted)));
    }

    /**
     * The first groups of new users: what each group carries was read under the lock, and the actor may hand it out.
     *
     * @param wanted the groups of each user
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void joinAll(OrganizationPermit granted, Map<UserId, ? extends Collection<Group>> wanted) {
        repository.insertAll(granted, wanted);
    }

    /** For a person who is restored: they stay only in those groups that the actor could add them to. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keepOnlyMine(OrganizationPermit granted, Standing standing, UserId user) {
        var here = groups.list(granted.organization(), repository.listGroupsOf(granted.organization(), user));
        var kept = here.stream()
                .filter(group -> group.roles().stream().allMatch(role -> standing.mayHandOut(role.id())))
                .toList();
        repository.setGroupsOf(granted, user, ids(kept));
        if (kept.size() < here.size()) {
            audit.record(granted, changed(user, here, ids(here), ids(kept)));
        }
    }

    /** For a person who leaves for good: removes them from all groups. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void leaveAll(OrganizationPermit granted, UserId user) {
        repository.setGroupsOf(granted, user, List.of());
    }

    /** The same in all organizations, for a person who is erased. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void leaveEverywhere(Permit granted, UserId user) {
        repository.deleteAllOf(granted, user);
    }

    /** The caller makes sure that an administrator remains, once for all the people it changes. */
    private void change(OrganizationPermit granted, Standing standing, UserId user, UnaryOperator<Set<GroupId>> wish) {
        var organization = granted.organization();
        standing.requireMayActOn(user);
        var before = Set.copyOf(repository.listGroupsOf(organization, user));
        var after = wish.apply(before);
        var touched = new HashSet<>(before);
        touched.addAll(after);
        var known = groups.list(organization, touched);
        if (known.size() < touched.size()) {
            throw InvalidException.of("groups", "unknown");
        }
        known.stream().filter(group -> after.contains(group.id())).forEach(group -> requireMayHandOut(standing, group));
        if (after.isEmpty() && mustBelongSomewhere(organization)) {
            throw InvalidException.of("groups", "required");
        }
        if (after.equals(before)) {
            return;
        }
        repository.setGroupsOf(granted, user, after);
        repository.raiseVersion(granted, user);
        audit.record(granted, changed(user, known, before, after));
    }

    private static NewAuditEvent changed(UserId user, List<Group> known, Set<GroupId> before, Set<GroupId> after) {
        return NewAuditEvent.of(GroupAction.MEMBERS_CHANGED)
                .to(user)
                .before(Map.of("groups", names(known, before)))
                .after(Map.of("groups", names(known, after)));
    }

    private void requireHere(OrganizationId organization, Set<UserId> users) {
        if (repository.listHere(organization, users).size() < users.size()) {
            throw AccessProblem.NOT_FOUND.with();
        }
    }

    private boolean mustBelongSomewhere(OrganizationId organization) {
        return organizations.get(organization).policy().newUser().groups();
    }

    /** Checks that the actor may add someone to this group, and so hand out everything that it carries. */
    public static void requireMayHandOut(Standing standing, Group group) {
        group.roles().forEach(role -> standing.requireMayHandOut(role.id()));
    }

    private static List<String> names(List<Group> known, Set<GroupId> ids) {
        return known.stream()
                .filter(group -> ids.contains(group.id()))
                .map(Group::name)
                .toList();
    }

    private static Set<GroupId> with(Set<GroupId> before, GroupId group) {
        var after = new HashSet<>(before);
        after.add(group);
        return after;
    }

    private static Set<GroupId> without(Set<GroupId> before, GroupId group) {
        var after = new HashSet<>(before);
        after.remove(group);
        return after;
    }

    private static Set<GroupId> ids(Collection<Group> groups) {
        return groups.stream().map(Group::id).collect(Collectors.toSet());
    }
}
