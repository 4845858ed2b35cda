package dev.roster.membership;

import static dev.roster.membership.MembershipStatus.ACTIVE;
import static dev.roster.membership.MembershipStatus.DECLINED;
import static dev.roster.membership.MembershipStatus.DELETED;
import static dev.roster.membership.MembershipStatus.ERASED;
import static dev.roster.membership.MembershipStatus.INACTIVE;
import static dev.roster.membership.MembershipStatus.INVITED;
import static dev.roster.membership.MembershipStatus.PENDING;
import static dev.roster.membership.MembershipStatus.REMOVED;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What moves a membership from one status to another. A move that is not here does not exist. */
public enum Transition {
    /** By the person, through a mailed link. */
    SET_PASSWORD(EnumSet.of(PENDING), ACTIVE),
    /** By the person, through an invitation. */
    ACCEPT(EnumSet.of(INVITED), ACTIVE),
    DECLINE(EnumSet.of(INVITED), DECLINED),
    INVITE_AGAIN(EnumSet.of(INVITED, DECLINED, REMOVED), INVITED),
    DEACTIVATE(EnumSet.of(ACTIVE), INACTIVE),
    ACTIVATE(EnumSet.of(INACTIVE), ACTIVE),
    DELETE(EnumSet.of(PENDING, ACTIVE, INACTIVE), DELETED),
    RESTORE(EnumSet.of(DELETED), PENDING),
    REMOVE(EnumSet.of(INVITED, DECLINED, ACTIVE, INACTIVE), REMOVED),
    ERASE(EnumSet.complementOf(EnumSet.of(ERASED)), ERASED);

    private final Set<MembershipStatus> from;
    private final MembershipStatus to;

    Transition(Set<MembershipStatus> from, MembershipStatus to) {
        this.from = from;
        this.to = to;
    }

    public Set<MembershipStatus> from() {
        return from;
    }

    public MembershipStatus to() {
        return to;
    }

    public boolean isPossibleFrom(MembershipStatus status) {
        return from.contains(status);
    }

    /** For messages and audit events. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
