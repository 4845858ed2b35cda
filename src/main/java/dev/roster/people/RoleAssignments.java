package dev.roster.people;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.groups.GroupMembers;
import dev.roster.groups.Groups;
import dev.roster.membership.Member;
import dev.roster.membership.Member.HeldRole;
import dev.roster.membership.MemberRepository;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Policy;
import dev.roster.rights.Governing;
import dev.roster.rights.Members;
import dev.roster.rights.Standing;
import dev.roster.roles.Roles;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Assigns roles and groups to members. Takes effect on their next request. */
@Component
public class RoleAssignments {
    private final Members members;
    private final MemberRepository repository;
    private final Roles roles;
    private final Groups groups;
    private final GroupMembers groupMembers;
    private final Governing governing;
    private final AuditLog audit;

    RoleAssignments(
            Members members,
            MemberRepository repository,
            Roles roles,
            Groups groups,
            GroupMembers groupMembers,
            Governing governing,
            AuditLog audit) {
        this.members = members;
        this.repository = repository;
        this.roles = roles;
        this.groups = groups;
        this.groupMembers = groupMembers;
        this.governing = governing;
        this.audit = audit;
    }

    /**
     * Assigns a different role.
     *
     * @param roleKey its key or name
     */
    @Transactional
    public Member changeRole(Actor actor, OrganizationId organization, UserId user, String roleKey, Expected expected) {
        var granted = actor.require(Permission.USERS_ASSIGN_ROLE, organization);
        var wanted = roles.find(organization, roleKey);
        var governed = members.getGoverned(granted, user);
        var standing = governed.standing();
        var before = governed.member();
        expected.require(before.version());
        if (roleKey.isBlank()) {
            throw InvalidException.of("role", "required");
        }
        var role = wanted.orElseThrow(() -> InvalidException.of("role", "unknown", roles.named(organization)));
        standing.requireMayHandOut(role.id());
        if (!before.status().isListed()) {
            throw UserProblem.NOT_IN_THIS_STATUS.with(
                    "change_role", before.status().key());
        }
        var held = before.role();
        if (held != null && held.id().equals(role.id())) {
            return before;
        }
        standing.keepingAnAdministrator(user, () -> repository.setRole(granted, user, role.id()));
        var assigned = new HeldRole(role.id(), role.key(), role.name());
        audit.record(
                granted,
                changed(user, held, assigned)
                        .administrators(standing.hasAdministeringRole(user) || standing.administers(role.id())));
        return before.assigned(assigned);
    }

    /** Why the actor may not change this person's role: which rule refuses, and who could do it. Empty if nothing refuses. */
    Optional<ProblemException> findRefusal(Actor actor, OrganizationId organization, UserId user) {
        try {
            governing
                    .look(actor.require(Permission.USERS_ASSIGN_ROLE, organization))
                    .requireMayActOn(user);
            return Optional.empty();
        } catch (ProblemException refused) {
            return Optional.of(refused);
        }
    }

    /**
     * Adds the member to these groups, and removes them from all others.
     *
     * @param references ids or names of groups
     */
    @Transactional
    public Member changeGroups(
            Actor actor, OrganizationId organization, UserId user, List<String> references, Expected expected) {
        governing.lock(actor.require(Permission.USERS_ASSIGN_ROLE, organization));
        expected.require(members.get(organization, user).version());
        var errors = new InvalidException.Collector();
        var wanted = groups.read(organization, references, errors);
        errors.throwIfAny();
        groupMembers.set(actor, organization, user, wanted);
        return members.get(organization, user);
    }

    /** For a restored member: keeps the role and groups that the actor may hand out, or assigns the default role. */
    void keepGoverned(OrganizationPermit granted, Members.Governed returning, Policy policy) {
        var standing = returning.standing();
        var member = returning.member();
        var held = member.role();
        var kept = governedRole(standing, member, policy);
        repository.setRole(granted, member.id(), kept == null ? null : kept.id());
        if (!Objects.equals(held, kept)) {
            audit.record(granted, changed(member.id(), held, kept));
        }
        groupMembers.keepOnlyMine(granted, standing, member.id());
    }

    private static NewAuditEvent changed(UserId user, @Nullable HeldRole before, @Nullable HeldRole after) {
        return NewAuditEvent.of(UserAction.ROLE_CHANGED)
                .to(user)
                .before(before == null ? Map.of() : Map.of("role", before.key()))
                .after(after == null ? Map.of() : Map.of("role", after.key()));
    }

    private @Nullable HeldRole governedRole(Standing standing, Member member, Policy policy) {
        var held = member.role();
        if (held != null && standing.mayHandOut(held.id())) {
            return held;
        }
        var standard = policy.defaultRole();
        if (standard == null && policy.newUser().groups()) {
            return null;
        }
        var role = roles.findByKey(member.organization(), standard == null ? "" : standard)
                .orElseThrow(() -> InvalidException.of("role", "required"));
        standing.requireMayHandOut(role.id());
        return new HeldRole(role.id(), role.key(), role.name());
    }
}
