package dev.roster.roles;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.Permission;
import dev.roster.access.Remembered;
import dev.roster.audit.AuditLog;
import dev.roster.group.GroupRepository;
import dev.roster.membership.MemberRepository;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy;
import dev.roster.rights.Governing;
import dev.roster.rights.GoverningRule;
import dev.roster.rights.Standing;
import dev.roster.role.Role;
import dev.roster.role.RoleProblem;
import dev.roster.role.RoleRepository;
import dev.roster.shared.Bounds;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.RoleId;
import dev.roster.shared.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The roles of an organization. */
@Component
public class Roles {
    /** Not {@code new}: that is the path of the form for a new role. */
    static final Pattern KEY = Pattern.compile("(?!new$)" + Bounds.KEY_PATTERN);

    /** The governing rule checks every pair of them under a lock. */
    static final int MOST = 100;

    private static final int MOST_NAMED = 20;
    private static final Pattern SEPARATORS = Pattern.compile("[\\s_-]+");

    private final RoleRepository repository;
    private final RoleHolderRepository holders;
    private final GroupRepository groups;
    private final MemberRepository members;
    private final Governing governing;
    private final Organizations organizations;
    private final AuditLog audit;
    private final Remembered<List<Role>> remembered;

    Roles(
            RoleRepository repository,
            RoleHolderRepository holders,
            GroupRepository groups,
            MemberRepository members,
            Governing governing,
            Organizations organizations,
            AuditLog audit) {
        this.repository = repository;
        this.holders = holders;
        this.groups = groups;
        this.members = members;
        this.governing = governing;
        this.organizations = organizations;
        this.audit = audit;
        this.remembered = new Remembered<>(repository::list);
    }

    /**
     * All roles, highest first, at least as new as the request saw them; whether the actor may see them is up to the caller.
     */
    public List<Role> list(OrganizationId organization) {
        return remembered.of(organization);
    }

    /** The roles that a user, group or API token has. */
    Set<RoleId> listHeld(OrganizationId organization) {
        return holders.listHeld(organization);
    }

    /** How many listed users have each role of their own, up to {@link RoleHolderRepository#MOST_COUNTED}. */
    Map<RoleId, Integer> countHolders(OrganizationId organization) {
        return holders.countHolders(organization);
    }

    public Role get(OrganizationId organization, RoleId id) {
        return repository.find(organization, id).orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    public Optional<Role> findByKey(OrganizationId organization, String key) {
        return list(organization).stream()
                .filter(role -> role.key().equals(key))
                .findFirst();
    }

    /**
     * The role that people mean: by its key or its name, in any case, with blanks, hyphens and underscores alike. A key or name
     * that fits exactly comes first; one that fits several roles means none of them.
     */
    public Optional<Role> find(OrganizationId organization, String typed) {
        var all = list(organization);
        var text = Text.tidy(typed);
        return Stream.<Predicate<Role>>of(
                        role -> role.key().equals(text),
                        role -> role.name().equals(text),
                        role -> spelled(role.key()).equals(spelled(text)),
                        role -> spelled(role.name()).equals(spelled(text)))
                .map(fits -> all.stream().filter(fits).toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .filter(found -> found.size() == 1)
                .map(List::getFirst);
    }

    private static String spelled(String text) {
        return SEPARATORS.matcher(Text.folded(text)).replaceAll("");
    }

    /** The names of the roles, for those who named one that does not exist. */
    public String named(OrganizationId organization) {
        var all = list(organization);
        return all.stream().limit(MOST_NAMED).map(Role::name).collect(Collectors.joining(", "))
                + (all.size() > MOST_NAMED ? " …" : "");
    }

    /** The role, for an actor who may change it; refused as the change itself would be. */
    Role getToChange(Actor actor, OrganizationId organization, String key) {
        var standing = governing.look(actor.require(Permission.ROLES_MANAGE, organization));
        var role = get(organization, key);
        standing.requireMayHandOut(role.id());
        return role;
    }

    /** Creates a custom role; refused if it would give anyone more than the actor has. */
    @Transactional
    public Role create(Actor actor, OrganizationId organization, NewRole typed) {
        var granted = actor.require(Permission.ROLES_MANAGE, organization);
        var standing = governing.lock(granted);
        var existing = repository.list(organization);
        if (existing.size() >= MOST) {
            throw RoleProblem.TOO_MANY_ROLES.with(MOST);
        }
        var role = new RoleReader(existing, policy(organization)).made(organization, typed);
        standing.requireMayMake(role);
        var governors = GoverningRule.governorsOfNew(role, existing);
        var after = Stream.concat(
                        existing.stream().map(r -> governors.contains(r.id()) ? r.alsoGoverning(role.id()) : r),
                        Stream.of(role))
                .toList();
        GoverningRule.require(after);
        if (!repository.insert(granted, role)) {
            throw RoleProblem.ROLE_KEY_TAKEN.with(role.key());
        }
        repository.insertGoverns(granted, role);
        repository.insertGovernors(granted, role.id(), governors);
        groups.giveToDefault(granted, role.id());
        repository.raiseVersions(granted, governors);
        audit.record(granted, RoleEvents.created(role, after));
        return role;
    }

    /**
     * Changes everything about a role but its key, for all its holders, from their next request on. Refused if that would give
     * anyone more than the actor has.
     */
    @Transactional
    public Role change(Actor actor, OrganizationId organization, String key, RoleChange typed, Expected expected) {
        var granted = actor.require(Permission.ROLES_MANAGE, organization);
        var standing = governing.lock(granted);
        var existing = repository.list(organization);
        var before = get(organization, key);
        standing.requireMayHandOut(before.id());
        standing.requireMayMake(before);
        expected.require(before.version());
        var role = new RoleReader(existing, policy(organization)).changed(before, typed);
        requireMayBecome(standing, before, role, existing);
        if (role.equals(before)) {
            return before;
        }
        repository.update(granted, role);
        repository.deleteGoverns(granted, role.id());
        repository.insertGoverns(granted, role);
        audit.record(granted, RoleEvents.changed(before, role, existing));
        return get(organization, role.id());
    }

    /** Deletes a role that has no holders and that the policy does not refer to. Returns the deleted role. */
    @Transactional
    public Role delete(Actor actor, OrganizationId organization, String key, Expected expected) {
        var granted = actor.require(Permission.ROLES_MANAGE, organization);
        var standing = governing.lock(granted);
        var existing = repository.list(organization);
        var role = get(organization, key);
        standing.requireMayHandOut(role.id());
        standing.requireMayMake(role);
        expected.require(role.version());
        requireUnused(organization, role);
        members.forgetRole(granted, role.id());
        holders.forgetRevokedTokens(granted, role.id());
        standing.keepingAnAdministrator(() -> groups.takeFromDefault(granted, role.id()));
        repository.raiseVersions(
                granted,
                existing.stream()
                        .filter(r -> r.governs().contains(role.id()))
                        .map(Role::id)
                        .collect(Collectors.toSet()));
        repository.delete(granted, role.id());
        audit.record(granted, RoleEvents.deleted(role, existing));
        return role;
    }

    private static void requireMayBecome(Standing standing, Role before, Role role, List<Role> existing) {
        standing.requireMayMake(role);
        standing.requireNothingForOneself(role, existing);
        GoverningRule.require(
                existing.stream().map(r -> r.id().equals(role.id()) ? role : r).toList());
        standing.requireAdministratorRemains(before, role);
    }

    private void requireUnused(OrganizationId organization, Role role) {
        var use = PolicyUse.of(policy(organization), role);
        if (use != PolicyUse.NONE) {
            throw RoleProblem.ROLE_IN_POLICY.with(role.name(), use.sentence());
        }
        int people = holders.countPeople(organization, role.id());
        int tokens = holders.countTokens(organization, role.id());
        int groups = holders.countGroups(organization, role.id());
        if (people + tokens + groups > 0) {
            throw RoleProblem.ROLE_HELD.with(role.name(), people, tokens, groups);
        }
    }

    private Role get(OrganizationId organization, String key) {
        return findByKey(organization, key).orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    private Policy policy(OrganizationId organization) {
        return organizations.get(organization).policy();
    }

    /** The keys of these roles, in role order. */
    public static List<String> keys(Set<RoleId> ids, List<Role> all) {
        return all.stream().filter(r -> ids.contains(r.id())).map(Role::key).toList();
    }
}
