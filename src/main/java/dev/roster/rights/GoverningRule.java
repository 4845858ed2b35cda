package dev.roster.rights;

import dev.roster.access.Permission;
import dev.roster.role.Role;
import dev.roster.shared.RoleId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rule that prevents escalation: a role permits and governs no more than every role that governs it. Governing is
 * therefore transitive. Product permissions are not compared: passing them on is the purpose of governing.
 */
public final class GoverningRule {
    private GoverningRule() {}

    /** @throws dev.roster.shared.ProblemException {@code would-escalate}, with both roles and the excess */
    public static void require(List<Role> roles) {
        for (var governor : roles) {
            for (var governed : roles) {
                if (governor.governs().contains(governed.id())) {
                    requireCovers(governor, governed, roles);
                }
            }
        }
    }

    private static void requireCovers(Role governor, Role governed, List<Role> roles) {
        for (var permission : Permission.ordered(governed.permissions())) {
            if (!governor.permissions().contains(permission)) {
                throw Escalation.permissionOfGoverned(governor, governed, permission);
            }
        }
        for (var role : roles) {
            if (governed.governs().contains(role.id()) && !governor.governs().contains(role.id())) {
                throw Escalation.roleOfGoverned(governor, governed, role);
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
