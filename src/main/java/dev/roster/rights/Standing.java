package dev.roster.rights;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Authority;
import dev.roster.access.Needs;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.rights.GoverningRepository.Facts;
import dev.roster.role.Role;
import dev.roster.role.RoleProblem;
import dev.roster.shared.GroupId;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.ProblemException;
import dev.roster.shared.RoleId;
import dev.roster.shared.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the actor of a {@link Permit} currently holds, under the organization's lock, and what follows from it. */
public final class Standing {
    /** Selects the sentence: the last administrator is a person, or the holders of a role. */
    private static final int LAST_PERSON = 0;

    private static final int LAST_ROLE = 1;

    private final GoverningRepository repository;
    private final OrganizationPermit granted;
    private final Authority authority;
    private final Set<RoleId> administering;
    private final @Nullable UserId target;
    private final Set<RoleId> rolesOfTarget;

    /** Roles found to be ones that the operator may hand out: they cannot change under the lock. */
    private final Set<RoleId> found = new HashSet<>();

    /** @throws dev.roster.shared.ProblemException if the permission was lost since the request began */
    Standing(GoverningRepository repository, OrganizationPermit granted, Facts facts) {
        this(repository, granted, facts, null, Set.of());
    }

    /** The same, with the roles of one person. */
    Standing(
            GoverningRepository repository,
            OrganizationPermit granted,
            Facts facts,
            @Nullable UserId target,
            Set<RoleId> rolesOfTarget) {
        this.repository = repository;
        this.granted = granted;
        this.authority = facts.authority();
        this.administering = facts.administering();
        this.target = target;
        this.rolesOfTarget = rolesOfTarget;
        var permission = granted.permission();
        if (!operator() && permission != null && !authority.permissions().contains(permission)) {
            throw AccessProblem.FORBIDDEN.with(permission);
        }
    }

    /** Checks that the actor may act on this person: not on themselves, and only if every role of the person is governed. */
    public void requireMayActOn(UserId target) {
        requireAnother(target);
        if (operator()) {
            return;
        }
        rolesOf(target).forEach(this::requireGoverned);
    }

    private Set<RoleId> rolesOf(UserId user) {
        return user.equals(target) ? rolesOfTarget : repository.rolesOf(organization(), user);
    }

    /** Whether this role makes its holders administrators of the organization. */
    public boolean administers(RoleId role) {
        return administering.contains(role);
    }

    /** Whether this person has such a role, whatever the status of their membership. */
    public boolean hasAdministeringRole(UserId user) {
        return rolesOf(user).stream().anyMatch(administering::contains);
    }

    /**
     * Checks that the actor may act on everyone in this group: the actor is not a member, and governs every member's roles.
     */
    public void requireMayActOnMembers(GroupId group) {
        var self = granted.actor().person();
        if (self.isPresent() && repository.isMember(organization(), group, self.get())) {
            throw RoleProblem.NOT_TO_ONESELF.with();
        }
        if (operator()) {
            return;
        }
        repository.rolesOfMembers(organization(), group).forEach(this::requireGoverned);
    }

    /** Checks that the actor may act on the holders of this role. */
    private void requireGoverned(RoleId role) {
        if (!authority.governs().contains(role)) {
            throw refusal(RoleProblem.PERSON_NOT_GOVERNED, role);
        }
        Needs.note(role);
    }

    /** Checks that the actor may hand out this role: to a new user, or with {@link #requireMayActOn} to an existing one. */
    public void requireMayHandOut(RoleId role) {
        if (authority.governs().contains(role) || found.contains(role)) {
            Needs.note(role);
            return;
        }
        if (repository.nameOfRole(organization(), role).isEmpty()) {
            throw AccessProblem.NOT_FOUND.with();
        }
        if (!operator()) {
            throw refusal(RoleProblem.ROLE_NOT_GOVERNED, role);
        }
        found.add(role);
    }

    /** Whether {@link #requireMayHandOut} would pass. */
    public boolean mayHandOut(RoleId role) {
        return operator() || authority.governs().contains(role);
    }

    /**
     * Checks that the organization may change the account (password, address, profile, erasure) of one of its own users. The
     * account opens all organizations that its person belongs to, so this is allowed only while they belong to no other, or if
     * the actor has the same right over them there, too, and never for an operator's account. Locks the account until the
     * transaction ends; links that end with the change must be ended before, as those who follow a link lock it first.
     *
     * @param name the person's name, for the refusal
     */
    public void requireMayChangeAccount(UserId target, String name) {
        repository.holdAccount(target);
        var account = repository.account(target);
        if (!mayChange(account, target)) {
            throw RoleProblem.ACCOUNT_NOT_YOURS.with(name, elsewhere(account).isEmpty() ? 0 : 1);
        }
    }

    /** Whether {@link #requireMayChangeAccount} would currently pass. */
    public boolean mayChangeAccount(UserId target) {
        return mayChange(repository.account(target), target);
    }

    private boolean mayChange(GoverningRepository.Account account, UserId target) {
        if (operator()) {
            return true;
        }
        if (account.operator()) {
            return false;
        }
        var elsewhere = elsewhere(account);
        return elsewhere.isEmpty()
                ? account.managed()
                : elsewhere.stream().allMatch(organization -> holdsTheSameIn(organization, target));
    }

    private Set<OrganizationId> elsewhere(GoverningRepository.Account account) {
        return account.lives().stream()
                .filter(organization -> !organization.equals(organization()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean holdsTheSameIn(OrganizationId organization, UserId target) {
        var permission = granted.permission();
        return permission != null
                && granted.actor() instanceof Actor.SignedIn person
                && repository
                        .authority(organization, person.user())
                        .covers(permission, repository.rolesOf(organization, target));
    }

    /** Checks that the organization still has an administrator when this person no longer is one. */
    public void requireAdministratorRemains(UserId without) {
        if (operator() || !hasAdministeringRole(without) || !repository.administers(organization(), without)) {
            return;
        }
        if (!repository.hasAdministratorBesides(organization(), without)) {
            throw RoleProblem.LAST_ADMINISTRATOR.with(here(), LAST_PERSON);
        }
    }

    /** The same as {@link #keepingAnAdministrator(Runnable)}, for a change of one person's rights. */
    public void keepingAnAdministrator(UserId changed, Runnable change) {
        if (hasAdministeringRole(changed)) {
            keepingAnAdministrator(change);
        } else {
            change.run();
        }
    }

    /**
     * Runs a change that may remove rights, and refuses afterwards if it left an organization that had an administrator
     * without one: the transaction then rolls it back.
     */
    public void keepingAnAdministrator(Runnable change) {
        boolean administered = !operator() && repository.hasAdministrator(organization());
        change.run();
        if (administered && !repository.hasAdministrator(organization())) {
            throw RoleProblem.LAST_ADMINISTRATOR.with(here(), LAST_PERSON);
        }
    }

    /** Checks that a role with these permissions, governing these roles, gives no one more than the actor has. */
    public void requireMayMake(Role role) {
        if (operator()) {
            return;
        }
        var notHeld = Permission.ordered(role.permissions()).stream()
                .filter(permission -> !authority.permissions().contains(permission))
                .toList();
        if (!notHeld.isEmpty()) {
            throw Escalation.notHeld(role, notHeld);
        }
        role.permissions().forEach(Needs::note);
        var notGoverned = role.governs().stream()
                .filter(governed ->
                        !governed.equals(role.id()) && !authority.governs().contains(governed))
                .map(this::name)
                .sorted()
                .toList();
        if (!notGoverned.isEmpty()) {
            throw Escalation.notGoverned(role, notGoverned);
        }
    }

    /**
     * Checks that actors who change their own role gain no product permission by it: no other permission can be gained anyway.
     */
    public void requireNothingForOneself(Role role, List<Role> all) {
        if (operator() || !authority.roles().contains(role.id())) {
            return;
        }
        var own = all.stream()
                .filter(r -> authority.roles().contains(r.id()))
                .flatMap(r -> r.productPermissions().stream())
                .collect(Collectors.toSet());
        for (var permission : role.productPermissions()) {
            if (!own.contains(permission)) {
                throw Escalation.forOneself(role, permission);
            }
        }
    }

    /** Checks that the organization still has an administrator when a role no longer makes its holders one. */
    public void requireAdministratorRemains(Role before, Role after) {
        boolean taken = before.permissions().contains(Permission.ORGANIZATION_ADMINISTER)
                && !after.permissions().contains(Permission.ORGANIZATION_ADMINISTER);
        if (taken && !operator() && repository.onlyItsHoldersAdminister(organization(), before.id())) {
            throw RoleProblem.LAST_ADMINISTRATOR.with(here(), LAST_ROLE);
        }
    }

    private ProblemException refusal(RoleProblem problem, RoleId role) {
        var governors = repository.namesOfRolesGoverning(organization(), role);
        return problem.with(actorsRoles(), name(role), governors.size(), String.join(", ", governors), here());
    }

    private void requireAnother(UserId target) {
        if (granted.actor().is(target)) {
            throw RoleProblem.NOT_TO_ONESELF.with();
        }
    }

    private boolean operator() {
        return granted.actor().operator();
    }

    private OrganizationId organization() {
        return granted.organization();
    }

    private String actorsRoles() {
        return authority.roles().stream()
                .map(this::name)
                .sorted()
                .reduce((a, b) -> a + ", " + b)
                .orElse("–");
    }

    private String name(RoleId role) {
        return repository.nameOfRole(organization(), role).orElse("–");
    }

    private String here() {
        return repository.nameOfOrganization(organization()).orElse("");
    }
}
