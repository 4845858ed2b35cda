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
 * Puts people into groups and takes them out. Whoever is put into a group is handed every role that it carries, and
 * whoever is taken out is acted on: the same rule as for a role of one's own.
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

    /** One page of who belongs to a group, by name. */
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
     * The first people by name whose name or address has these letters, to choose from.
     *
     * @param outside without those who belong to this group, or null
     */
    public List<GroupMember> find(
            Actor actor, OrganizationId organization, String search, @Nullable GroupId outside, int most) {
        actor.require(Permission.USERS_VIEW, organization);
        Groups.requireStorable(search);
        return repository.listPeople(organization, search.strip(), outside, most);
    }

    /** Whether the actor is one of its members. */
    boolean isOwn(Actor actor, OrganizationId organization, GroupId group) {
        return actor.person()
                .filter(self -> repository.listGroupsOf(organization, self).contains(group))
                .isPresent();
    }

    /** Those of these people that are here, by name. */
    public List<GroupMember> list(Actor actor, OrganizationId organization, Collection<UserId> users) {
        actor.require(Permission.USERS_VIEW, organization);
        return repository.listPeople(organization, users);
    }

    /** Puts these people into the group, all or none. */
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

    /** Takes somebody out of the group. */
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
     * Belongs to these groups from now on, and to no others.
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
     * The first groups of people who are new: what each carries was read under the lock, and is the actor's to hand out.
     *
     * @param wanted the groups of each
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void joinAll(OrganizationPermit granted, Map<UserId, ? extends Collection<Group>> wanted) {
        repository.insertAll(granted, wanted);
    }

    /** For whoever comes back: stays in those groups only that the actor could put them into. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keepOnlyMine(OrganizationPermit granted, Standing standing, UserId user) {
        var here = groups.list(granted.organization(), repository.listGroupsOf(granted.organization(), user));
        var kept = here.stream()
                .filter(group -> group.roles().stream().allMatch(role -> standing.mayHandOut(role.id())))
                .toList();
        repository.setGroupsOf(granted, user, ids(kept));
    }

    /** For whoever goes for good: belongs to no group any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void leaveAll(OrganizationPermit granted, UserId user) {
        repository.setGroupsOf(granted, user, List.of());
    }

    /** The same in every organization: for whoever is erased. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void leaveEverywhere(Permit granted, UserId user) {
        repository.deleteAllOf(granted, user);
    }

    /** Whoever calls this keeps an administrator, once around all whom they change. */
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
        audit.record(
                granted,
                NewAuditEvent.of(GroupAction.MEMBERS_CHANGED)
                        .to(user)
                        .before(Map.of("groups", names(known, before)))
                        .after(Map.of("groups", names(known, after))));
    }

    private void requireHere(OrganizationId organization, Set<UserId> users) {
        if (repository.listHere(organization, users).size() < users.size()) {
            throw AccessProblem.NOT_FOUND.with();
        }
    }

    private boolean mustBelongSomewhere(OrganizationId organization) {
        return organizations.get(organization).policy().newUser().groups();
    }

    /** That the actor may put somebody into this group: hand out all that it carries. */
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
