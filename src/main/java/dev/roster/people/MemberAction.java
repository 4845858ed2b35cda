package dev.roster.people;

import static dev.roster.membership.MembershipStatus.ACTIVE;
import static dev.roster.membership.MembershipStatus.DECLINED;
import static dev.roster.membership.MembershipStatus.INACTIVE;
import static dev.roster.membership.MembershipStatus.INVITED;
import static dev.roster.membership.MembershipStatus.PENDING;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.membership.Member;
import dev.roster.membership.Transition;
import dev.roster.organization.Policy;
import dev.roster.organization.Policy.Departure;
import dev.roster.organization.Policy.PasswordAdministration;
import dev.roster.rights.Reach;
import dev.roster.shared.OrganizationId;
import dev.roster.undo.Undo;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An action on a person in the console, in menu order. It shows what the actor may do; the operation checks again. */
public enum MemberAction {
    COPY_INVITATION_LINK("copy", Permission.USERS_CREATE, null, false),
    RESEND_INVITATION("mail", Permission.USERS_CREATE, null, false),
    SEND_NEW_INVITATION("mail-plus", Permission.USERS_CREATE, null, false),
    CHANGE_ROLE("shield", Permission.USERS_ASSIGN_ROLE, null, false),
    CHANGE_GROUPS("users-group", Permission.USERS_ASSIGN_ROLE, null, false),
    CHANGE_EMAIL("at", Permission.USERS_SET_PASSWORD, null, false),
    REGENERATE_PASSWORD("refresh", Permission.USERS_SET_PASSWORD, null, false),
    SET_PASSWORD("key", Permission.USERS_SET_PASSWORD, null, false),
    RESET_PASSWORD("mail", Permission.USERS_RESET_PASSWORD, null, false),
    RESET_FACTOR("shield-x", Permission.USERS_RESET_FACTOR, null, false),
    DEACTIVATE("user-pause", Permission.USERS_DEACTIVATE, Departure.DEACTIVATE, false),
    ACTIVATE("user-check", Permission.USERS_DEACTIVATE, Departure.DEACTIVATE, false),
    REVOKE_INVITATION("mail-off", Permission.USERS_CREATE, null, true),
    REMOVE("user-minus", Permission.USERS_REMOVE, Departure.REMOVE, true),
    DELETE("trash", Permission.USERS_DELETE, Departure.DELETE, true),
    RESTORE("restore", Permission.USERS_DELETE, Departure.DELETE, false),
    ERASE("trash-x", Permission.USERS_ERASE, Departure.ERASE, true);

    private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String icon;
    private final Permission permission;
    private final @Nullable Departure departure;
    private final boolean destructive;

    MemberAction(String icon, Permission permission, @Nullable Departure departure, boolean destructive) {
        this.icon = icon;
        this.permission = permission;
        this.departure = departure;
        this.destructive = destructive;
    }

    /** The last part of its page's path and of its message keys. */
    public String key() {
        return key;
    }

    public String icon() {
        return icon;
    }

    /** The permission required to open its page; whether it may be done to this person is decided by the operation. */
    Permission permission(Member member) {
        return this == CHANGE_EMAIL && member.isUnclaimed() ? Permission.USERS_CREATE : permission;
    }

    /** Whether the person no longer has a page here afterwards. */
    boolean endsMembership() {
        return this == ERASE || this == REMOVE || this == REVOKE_INVITATION;
    }

    public boolean isDestructive() {
        return destructive;
    }

    /** What there is to undo afterwards, or null. */
    Undo.@Nullable What undone() {
        return switch (this) {
            case CHANGE_ROLE -> Undo.What.ROLE_CHANGE;
            case DEACTIVATE -> Undo.What.DEACTIVATION;
            case ACTIVATE -> Undo.What.ACTIVATION;
            case DELETE -> Undo.What.DELETION;
            default -> null;
        };
    }

    /** The actions that this actor may currently perform on this member. */
    public static List<MemberAction> of(Actor actor, Policy policy, Member member, Instant now) {
        return offered(actor, member.organization(), policy).on(member, now);
    }

    /**
     * The actions in the menus of a list's rows. If passwords are handed over, the other ways to set one are only on the page.
     */
    public static Offered inRows(Actor actor, OrganizationId organization, Policy policy) {
        boolean handedOver = policy.othersPasswords().contains(PasswordAdministration.GENERATE);
        var offered = offered(actor, organization, policy);
        return new Offered(
                actor,
                policy,
                offered.actions().stream()
                        .filter(action -> !handedOver || (action != SET_PASSWORD && action != RESET_PASSWORD))
                        .toList());
    }

    private static Offered offered(Actor actor, OrganizationId organization, Policy policy) {
        return new Offered(
                actor,
                policy,
                Arrays.stream(values())
                        .filter(action -> action.departure == null || policy.offers(action.departure))
                        .filter(action -> action.isPermitted(actor, organization))
                        .toList());
    }

    /** The actions that the actor's permissions and the policy leave: the same for all members of an organization. */
    public record Offered(Actor actor, Policy policy, List<MemberAction> actions) {

        /** Those of them that may currently be performed on this member. */
        public List<MemberAction> on(Member member, Instant now) {
            boolean another = !actor.is(member.id());
            boolean reached = Reach.mayActOn(actor, member);
            return actions.stream()
                    .filter(action -> action.isPossible(policy, member, now))
                    .filter(action -> actor.may(action.permission(member), member.organization()))
                    .filter(action -> action == RESET_PASSWORD || action == RESTORE ? another : reached)
                    .toList();
        }
    }

    private boolean isPermitted(Actor actor, OrganizationId organization) {
        return this == CHANGE_EMAIL
                ? actor.may(Permission.USERS_EDIT, organization)
                : actor.may(permission, organization);
    }

    private boolean isPossible(Policy policy, Member member, Instant now) {
        return switch (this) {
            case COPY_INVITATION_LINK, RESEND_INVITATION ->
                member.status() == INVITED && !member.isInvitationExpired(now);
            case SEND_NEW_INVITATION -> member.status() == DECLINED || member.isInvitationExpired(now);
            case REVOKE_INVITATION -> !member.hasJoined();
            case REMOVE -> member.hasJoined() && Transition.REMOVE.isPossibleFrom(member.status());
            case CHANGE_ROLE -> member.status().isListed() && !policy.newUser().groups();
            case CHANGE_GROUPS ->
                member.status().isListed()
                        && (policy.newUser().groups() || !member.groups().isEmpty());
            case CHANGE_EMAIL ->
                member.managed()
                        && member.hasJoined()
                        && member.status().isListed()
                        && (!policy.othersPasswords().isEmpty() || member.isUnclaimed());
            case REGENERATE_PASSWORD -> mayGetPassword(member, policy, PasswordAdministration.GENERATE);
            case SET_PASSWORD -> mayGetPassword(member, policy, PasswordAdministration.SET);
            case RESET_PASSWORD ->
                member.home()
                        && member.email() != null
                        && !member.blocked()
                        && (member.status() == PENDING || member.status() == ACTIVE);
            case RESET_FACTOR -> member.managed() && member.twoFactor();
            case DEACTIVATE -> Transition.DEACTIVATE.isPossibleFrom(member.status());
            case ACTIVATE -> Transition.ACTIVATE.isPossibleFrom(member.status());
            case DELETE -> Transition.DELETE.isPossibleFrom(member.status());
            case RESTORE -> Transition.RESTORE.isPossibleFrom(member.status());
            case ERASE -> member.hasJoined() && Transition.ERASE.isPossibleFrom(member.status());
        };
    }

    private static boolean mayGetPassword(Member member, Policy policy, PasswordAdministration way) {
        return member.managed()
                && (member.status() == ACTIVE || member.status() == INACTIVE)
                && policy.othersPasswords().contains(way);
    }
}
