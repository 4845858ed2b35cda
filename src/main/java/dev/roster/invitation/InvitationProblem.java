package dev.roster.invitation;

import dev.roster.shared.Problem;

/** What can go wrong with invitations, besides a link that opens nothing. */
public enum InvitationProblem implements Problem {
    /** Nobody is invited here by that id. */
    NO_INVITATION("no-invitation", 404),
    /** It has expired or was declined: a new one can be sent, this one not again. */
    INVITATION_NOT_PENDING("invitation-not-pending", 409),
    /** It can still be accepted: it can be sent again, but not replaced. */
    INVITATION_PENDING("invitation-pending", 409),
    /** The account has another address by now. */
    INVITED_ADDRESS_GONE("invited-address-gone", 409),
    /** Whoever invited may no longer give what they offered. */
    INVITER_MAY_NO_LONGER("inviter-may-no-longer", 409),
    /** The address is somebody's who must prove it by the mailed link, or by signing in. */
    MAILED_LINK_NEEDED("mailed-link-needed", 403),
    /** Signed in as somebody else than the one who is invited. */
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
