package dev.roster.invitation;

import dev.roster.link.Link;
import dev.roster.membership.Member;
import dev.roster.organization.Policy;
import org.jspecify.annotations.Nullable;

/**
 * What the page behind an invitation's link shows.
 *
 * @param provesMailbox whether the link came by email
 * @param by the inviter's name, or null if they are gone or it was Roster itself
 * @param way how it can be accepted
 * @param verified whether the address was proven before
 * @param replacesPassword whether the account has a password that others chose, which the person's own one will replace
 * @param elsewhere whether the account belongs to another organization, so that its name is not asked for here
 */
public record Offer(
        Link link,
        boolean provesMailbox,
        Member member,
        String organizationName,
        Policy policy,
        @Nullable String by,
        Way way,
        boolean replacesPassword,
        boolean elsewhere,
        boolean verified) {

    /** How an invitation is accepted. */
    public enum Way {
        /** The account has no password, or one that others chose: choosing one makes it theirs. */
        REGISTER,
        /** The account has a password that its person chose: knowing it is enough, and no new one is set. */
        SIGN_IN,
        /** The account is used elsewhere without a password of its person's own, which can be set only through its mailbox. */
        MAILED_LINK_ONLY
    }

    /**
     * Where a link came from, and who can send another.
     *
     * @param inviter null if unknown
     */
    public record Host(String organization, @Nullable String inviter) {}

    /** Whether first and last name are asked for, rather than a single name. */
    public boolean twoNames() {
        return policy.newUser().name() != Policy.NameFields.DISPLAY_NAME;
    }

    public boolean registers() {
        return way == Way.REGISTER;
    }

    public String email() {
        return member.signInName();
    }
}
