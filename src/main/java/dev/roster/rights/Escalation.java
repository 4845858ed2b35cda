package dev.roster.rights;

import dev.roster.access.Permission;
import dev.roster.role.Role;
import dev.roster.role.RoleProblem;
import dev.roster.shared.ProblemException;

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

    static ProblemException notHeld(Role role, Permission permission) {
        return of(NOT_HELD, role.name(), permission, "", PERMISSIONS);
    }

    static ProblemException notGoverned(Role role, String governed) {
        return of(NOT_GOVERNED, role.name(), governed, "", GOVERNS);
    }

    static ProblemException permissionOfGoverned(Role governor, Role governed, Permission permission) {
        return of(GOVERNED_PERMITS_MORE, governed.name(), permission, governor.name(), PERMISSIONS);
    }

    static ProblemException roleOfGoverned(Role governor, Role governed, Role role) {
        return of(GOVERNED_GOVERNS_MORE, governed.name(), role.name(), governor.name(), GOVERNS);
    }

    static ProblemException forOneself(Role role, String productPermission) {
        return of(FOR_ONESELF, role.name(), productPermission, "", PRODUCT_PERMISSIONS);
    }

    /** The field that a refusal of this kind concerns. */
    public static String field(ProblemException refused) {
        return String.valueOf(refused.details().get(FIELD));
    }

    private static ProblemException of(int sentence, String role, Object excess, String governor, String field) {
        return RoleProblem.WOULD_ESCALATE.with(role, excess, governor, sentence).detail(FIELD, field);
    }
}
