package dev.roster.policy;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.access.Permission;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.organization.Organization;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.Departure;
import dev.roster.organization.Policy.ProductArea;
import dev.roster.organization.Policy.SignInName;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes how an organization works. */
@Component
class Policies {
    private final PolicyRepository repository;
    private final Organizations organizations;
    private final AuditLog audit;

    Policies(PolicyRepository repository, Organizations organizations, AuditLog audit) {
        this.repository = repository;
        this.organizations = organizations;
        this.audit = audit;
    }

    /** @param lines the names of the lines that have changed; none if nothing was written */
    record Replaced(Organization organization, List<String> lines) {}

    /** Replaces the policy, unless the new one would lock someone out or refer to something that does not exist. */
    @Transactional
    Replaced replace(Actor actor, OrganizationId id, PolicyBody typed, Expected expected) {
        var granted = actor.require(Permission.ORGANIZATION_ADMINISTER, id);
        organizations.lock(id);
        var before = organizations.get(id);
        expected.require(before.policyVersion());
        var errors = new InvalidException.Collector();
        var read = new PolicyReader(errors).read(typed);
        read.ifPresent(policy -> refuse(actor, before, policy, errors));
        errors.throwIfAny();
        var after = read.orElseThrow();
        var lines = PolicyLines.changed(before.policy(), after);
        if (lines.isEmpty()) {
            return new Replaced(before, lines);
        }
        organizations.setPolicy(granted, after);
        audit.record(
                granted,
                NewAuditEvent.of(PolicyAction.CHANGED)
                        .before(PolicyLines.only(lines, before.policy()))
                        .after(PolicyLines.only(lines, after)));
        return new Replaced(organizations.get(id), lines);
    }

    /** Conflicts with the current state of the organization, for an otherwise valid policy. */
    private void refuse(Actor actor, Organization organization, Policy after, InvalidException.Collector errors) {
        var id = organization.id();
        var before = organization.policy();
        var roles = repository.listRoles(id);
        requireRole("defaultRole", after.defaultRole(), roles, errors);
        for (int i = 0; i < after.secondFactor().roles().size(); i++) {
            requireRole("secondFactor.roles." + i, after.secondFactor().roles().get(i), roles, errors);
        }
        requireRole("firstRole", after.firstRole(), roles, errors);
        if (after.newUser().groups() && !before.newUser().groups() && !repository.hasGroup(id)) {
            errors.add("newUser.groups", "no-groups");
        }
        if (!actor.operator()) {
            refuseWhatNoRoleMay(before, after, roles, errors);
        }
        if (before.signInWith().contains(SignInName.USERNAME)
                && !after.signInWith().contains(SignInName.USERNAME)) {
            refuseIfAny(repository.countWithoutAddress(id), "signInWith", "people-without-address", errors);
        }
        if (before.offers(Departure.DEACTIVATE) && !after.offers(Departure.DEACTIVATE)) {
            refuseIfAny(repository.countInactive(id), "departures", "people-deactivated", errors);
        }
        if (before.offers(Departure.DELETE) && !after.offers(Departure.DELETE)) {
            refuseIfAny(repository.countDeleted(id), "departures", "people-deleted", errors);
        }
        if (before.linkedCompanies() && !after.linkedCompanies()) {
            refuseIfAny(repository.countLinked(id), "linkedCompanies", "companies-linked", errors);
        }
        var gone = permissions(before.productPermissions());
        gone.removeAll(permissions(after.productPermissions()));
        refuseIfHeld(gone, roles, errors);
    }

    /**
     * No one may give a role permissions they do not have, so a permission that no role has would be out of everyone's reach.
     */
    private static void refuseWhatNoRoleMay(
            Policy before, Policy after, List<RoleOutline> roles, InvalidException.Collector errors) {
        for (var departure : after.departures()) {
            if (!before.offers(departure) && roles.stream().noneMatch(r -> r.may(departure.permission()))) {
                errors.add("departures", "no-role-may", departure.permission());
            }
        }
        if (before.othersPasswords().isEmpty()
                && !after.othersPasswords().isEmpty()
                && roles.stream().noneMatch(r -> r.may(Permission.USERS_SET_PASSWORD))) {
            errors.add("othersPasswords", "no-role-may", Permission.USERS_SET_PASSWORD);
        }
    }

    private static void requireRole(
            String field, @Nullable String key, List<RoleOutline> roles, InvalidException.Collector errors) {
        if (key != null && roles.stream().noneMatch(r -> r.key().equals(key))) {
            errors.add(field, "unknown");
        }
    }

    private static void refuseIfAny(int count, String field, String code, InvalidException.Collector errors) {
        if (count > 0) {
            errors.add(field, code, count);
        }
    }

    /** A role would keep passing permissions on to applications that no one can see or remove any more. */
    private static void refuseIfHeld(Set<String> gone, List<RoleOutline> roles, InvalidException.Collector errors) {
        var holders = roles.stream()
                .filter(r -> r.productPermissions().stream().anyMatch(gone::contains))
                .toList();
        if (!holders.isEmpty()) {
            var held = holders.stream()
                    .flatMap(r -> r.productPermissions().stream())
                    .filter(gone::contains)
                    .distinct()
                    .collect(Collectors.joining(", "));
            var names = holders.stream().map(RoleOutline::name).collect(Collectors.joining(", "));
            errors.add("productPermissions", "held-by-roles", held, names);
        }
    }

    private static Set<String> permissions(List<ProductArea> areas) {
        var permissions = new HashSet<String>();
        areas.forEach(area -> area.levels().forEach(level -> permissions.add(area.key() + "." + level)));
        return permissions;
    }
}
