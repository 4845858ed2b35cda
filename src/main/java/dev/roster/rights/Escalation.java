package dev.roster.rights;

import dev.roster.access.Permission;
import dev.roster.role.Role;
import dev.roster.role.RoleProblem;
import dev.roster.shared.ProblemException;
import java.util.List;
import java.util.stream.Collectors;

/** Why a role would give more than is allowed, with the form field concerned. */
public final class Escalation {
    private static final String FIELD = "field";
    private static final String PERMISSIONS = "permissions";
    private static final String PRODUCT_PERMISSIONS = "productPermissions";
    private static final String GOVERNS = "governs";

    /** The number that selects the sentence in the message's choice format. */
    private static final int NOT_HELD = 0;

    private static final int NOT_GOVERNED = 1;
    private static final int GOVERNED_PERMITS_MORE = 2;
    private static final int GOVERNED_GOVERNS_MORE = 3;
    private static final int FOR_ONESELF = 4;

    private Escalation() {}

    static ProblemException notHeld(Role role, List<Permission> permissions) {
        return of(NOT_HELD, role.name(), permissions, "", PERMISSIONS);
    }

    static ProblemException notGoverned(Role role, List<String> governed) {
        return of(NOT_GOVERNED, role.name(), governed, "", GOVERNS);
    }

    static ProblemException permissionsOfGoverned(Role governor, List<Role> governed, List<Permission> permissions) {
        return of(GOVERNED_PERMITS_MORE, names(governed), permissions, governor.name(), PERMISSIONS);
    }

    static ProblemException rolesOfGoverned(Role governor, Role governed, List<Role> roles) {
        return of(GOVERNED_GOVERNS_MORE, governed.name(), names(roles), governor.name(), GOVERNS);
    }

    static ProblemException forOneself(Role role, String productPermission) {
        return of(FOR_ONESELF, role.name(), productPermission, "", PRODUCT_PERMISSIONS);
    }

    /** The field that a refusal of this kind concerns. */
    public static String field(ProblemException refused) {
        return String.valueOf(refused.details().get(FIELD));
    }

    private static String names(List<Role> roles) {
        return roles.stream().map(Role::name).collect(Collectors.joining(", "));
    }

    private static ProblemException of(int sentence, String role, Object excess, String governor, String field) {
        return RoleProblem.WOULD_ESCALATE.with(role, excess, governor, sentence).detail(FIELD, field);
    }
}
