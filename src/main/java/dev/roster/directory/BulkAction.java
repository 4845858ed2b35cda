package dev.roster.directory;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.http.OrganizationAtHand;
import dev.roster.http.OrganizationAtHand.Part;
import dev.roster.organization.Onboarding;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.Departure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bulk action in the console, in the order of the buttons. Each person goes through the operation for a single one, one
 * after the other.
 */
public enum BulkAction {
    CHANGE_ROLE("shield", Permission.USERS_ASSIGN_ROLE, null, false),
    ADD_TO_GROUPS("users-group", Permission.USERS_ASSIGN_ROLE, null, false),
    SEND_INVITATION("mail", Permission.USERS_CREATE, null, false),
    /** To people who have not set a password yet. */
    SEND_LINK("send", Permission.USERS_RESET_PASSWORD, null, false),
    REVOKE_INVITATION("mail-off", Permission.USERS_CREATE, null, true),
    ACTIVATE("user-check", Permission.USERS_DEACTIVATE, Departure.DEACTIVATE, false),
    DEACTIVATE("user-pause", Permission.USERS_DEACTIVATE, Departure.DEACTIVATE, false),
    RESTORE("restore", Permission.USERS_DELETE, Departure.DELETE, false),
    REMOVE("user-minus", Permission.USERS_REMOVE, Departure.REMOVE, true),
    DELETE("trash", Permission.USERS_DELETE, Departure.DELETE, true);

    /** The number of people processed at once: each takes a transaction, and a user is waiting for the result. */
    public static final int MOST = 1_000;

    /** Destroying something for more people than this requires typing how many they are. */
    public static final int MOST_UNTYPED = 20;

    /** The actions on a list of invitations. */
    public static final List<BulkAction> OF_INVITATIONS = List.of(SEND_INVITATION, REVOKE_INVITATION);

    private final String icon;
    private final Permission permission;
    private final @Nullable Departure departure;
    private final boolean destructive;

    BulkAction(String icon, Permission permission, @Nullable Departure departure, boolean destructive) {
        this.icon = icon;
        this.permission = permission;
        this.departure = departure;
        this.destructive = destructive;
    }

    /** As spelled in forms and messages. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<BulkAction> find(String key) {
        return Arrays.stream(values()).filter(a -> a.key().equals(key)).findFirst();
    }

    public String icon() {
        return icon;
    }

    /** The permission required to ask for it; whether it may be done to a particular person is decided by the operation. */
    public Permission permission() {
        return permission;
    }

    public boolean isDestructive() {
        return destructive;
    }

    /** Whether the number of people must be typed first. */
    public boolean isTyped(int people) {
        return destructive && people > MOST_UNTYPED;
    }

    /** Whether a role or groups must be chosen first. */
    public boolean asks() {
        return this == CHANGE_ROLE || this == ADD_TO_GROUPS;
    }

    /** The actions that this actor may perform here and the policy offers. */
    public static List<BulkAction> of(Actor actor, OrganizationAtHand here, Policy policy) {
        return Arrays.stream(values())
                .filter(action -> actor.may(action.permission, here.id()) && action.isOffered(here, policy))
                .toList();
    }

    private boolean isOffered(OrganizationAtHand here, Policy policy) {
        return switch (this) {
            case CHANGE_ROLE -> !policy.newUser().groups();
            case ADD_TO_GROUPS -> here.parts().contains(Part.GROUPS);
            case SEND_LINK -> policy.onboarding().stream().anyMatch(way -> way != Onboarding.INVITATION);
            case SEND_INVITATION, REVOKE_INVITATION -> here.parts().contains(Part.INVITATIONS);
            case ACTIVATE, DEACTIVATE, RESTORE, REMOVE, DELETE -> departure != null && policy.offers(departure);
        };
    }
}
