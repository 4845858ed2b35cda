package dev.roster.rights;

import dev.roster.access.Permission;
import dev.roster.role.Role;
import dev.roster.shared.RoleId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rule that prevents escalation: a role permits and governs no more than every role that governs it. Governing is
 * therefore transitive. Product permissions are not compared: passing them on is the purpose of governing.
 */
public final class GoverningRule {
    private GoverningRule() {}

    /**
     * Checks the rule for all roles of an organization.
     *
     * @throws dev.roster.shared.ProblemException {@code would-escalate}, with the roles and all of the excess
     */
    public static void require(List<Role> roles) {
        for (var governor : roles) {
            var governed = roles.stream()
                    .filter(role -> governor.governs().contains(role.id()))
                    .toList();
            requirePermits(governor, governed);
            requireGoverns(governor, governed, roles);
        }
    }

    private static void requirePermits(Role governor, List<Role> governed) {
        var excess = new HashSet<Permission>();
        var exceeding = new ArrayList<Role>();
        for (var role : governed) {
            if (excess.addAll(beyond(governor, role))) {
                exceeding.add(role);
            }
        }
        if (!excess.isEmpty()) {
            throw Escalation.permissionsOfGoverned(governor, exceeding, Permission.ordered(excess));
        }
    }

    private static List<Permission> beyond(Role governor, Role governed) {
        return governed.permissions().stream()
                .filter(permission -> !governor.permissions().contains(permission))
                .toList();
    }

    private static void requireGoverns(Role governor, List<Role> governed, List<Role> roles) {
        for (var role : governed) {
            var excess = roles.stream()
                    .filter(each -> role.governs().contains(each.id())
                            && !governor.governs().contains(each.id()))
                    .toList();
            if (!excess.isEmpty()) {
                throw Escalation.rolesOfGoverned(governor, role, excess);
            }
        }
    }

    /**
     * The roles that can hand out a new role: every role that may manage roles and covers this one, and, so that the rule
     * still holds, every role that governs one of those.
     */
    public static Set<RoleId> governorsOfNew(Role made, List<Role> existing) {
        var managing = existing.stream()
                .filter(r -> r.permissions().contains(Permission.ROLES_MANAGE))
                .filter(r -> r.permissions().containsAll(made.permissions()))
                .filter(r -> made.governs().stream()
                        .allMatch(g -> g.equals(made.id()) || r.governs().contains(g)))
                .map(Role::id)
                .collect(Collectors.toSet());
        return existing.stream()
                .filter(r -> managing.contains(r.id()) || r.governs().stream().anyMatch(managing::contains))
                .map(Role::id)
                .collect(Collectors.toSet());
    }
}
