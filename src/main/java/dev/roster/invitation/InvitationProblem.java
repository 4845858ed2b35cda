package dev.roster.invitation;

import dev.roster.shared.Problem;

/** What can go wrong with invitations, besides an invalid link. */
public enum InvitationProblem implements Problem {
    /** No one with this id is invited here. */
    NO_INVITATION("no-invitation", 404),
    /** It has expired or was declined: a new one can be sent, but not this one again. */
    INVITATION_NOT_PENDING("invitation-not-pending", 409),
    /** It can still be accepted: it can be sent again, but not replaced. */
    INVITATION_PENDING("invitation-pending", 409),
    /** The account's address has changed. */
    INVITED_ADDRESS_GONE("invited-address-gone", 409),
    /** The inviter may no longer give what they offered. */
    INVITER_MAY_NO_LONGER("inviter-may-no-longer", 409),
    /** The address belongs to an account, whose owner must prove it by the emailed link or by signing in. */
    MAILED_LINK_NEEDED("mailed-link-needed", 403),
    /** Signed in as a different user from the invited one. */
    INVITED_IS_SOMEBODY_ELSE("invited-is-somebody-else", 403);

    private final String code;
    private final int status;

    InvitationProblem(String code, int status) {
        this.code = code;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }
}
