package dev.roster.membership;

import static dev.roster.membership.MembershipStatus.ACTIVE;
import static dev.roster.membership.MembershipStatus.DECLINED;
import static dev.roster.membership.MembershipStatus.DELETED;
import static dev.roster.membership.MembershipStatus.ERASED;
import static dev.roster.membership.MembershipStatus.INACTIVE;
import static dev.roster.membership.MembershipStatus.INVITED;
import static dev.roster.membership.MembershipStatus.PENDING;
import static dev.roster.membership.MembershipStatus.REMOVED;

import dev.roster.audit.AuditAction;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The transitions between the statuses of a membership. Any other transition is impossible. */
public enum Transition implements AuditAction {
    /** By the person, through an emailed link. */
    SET_PASSWORD(EnumSet.of(PENDING), ACTIVE, "user.joined"),
    /** By the person, through an invitation. */
    ACCEPT(EnumSet.of(INVITED), ACTIVE, "user.accepted"),
    DECLINE(EnumSet.of(INVITED), DECLINED, "user.declined"),
    INVITE_AGAIN(EnumSet.of(INVITED, DECLINED, REMOVED), INVITED, "user.invited_again"),
    DEACTIVATE(EnumSet.of(ACTIVE), INACTIVE, "user.deactivated"),
    ACTIVATE(EnumSet.of(INACTIVE), ACTIVE, "user.activated"),
    DELETE(EnumSet.of(PENDING, ACTIVE, INACTIVE), DELETED, "user.deleted"),
    RESTORE(EnumSet.of(DELETED), PENDING, "user.restored"),
    REMOVE(EnumSet.of(INVITED, DECLINED, ACTIVE, INACTIVE), REMOVED, "user.removed"),
    ERASE(EnumSet.complementOf(EnumSet.of(ERASED)), ERASED, "user.erased");

    private final Set<MembershipStatus> from;
    private final MembershipStatus to;
    private final String action;

    Transition(Set<MembershipStatus> from, MembershipStatus to, String action) {
        this.from = from;
        this.to = to;
        this.action = action;
    }

    public Set<MembershipStatus> from() {
        return from;
    }

    public MembershipStatus to() {
        return to;
    }

    /** Whether another list may show the user afterwards: that of users, that of deleted ones, or none. */
    boolean changesList() {
        return !to.isListed() || !MembershipStatus.LISTED.containsAll(from);
    }

    public boolean isPossibleFrom(MembershipStatus status) {
        return from.contains(status);
    }

    @Override
    public String action() {
        return action;
    }

    /** For message keys. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
