package dev.roster.membership;

import dev.roster.access.OrganizationPermit;
import dev.roster.person.Profile;
import dev.roster.shared.UserId;

/**
 * Published in the transaction that offers a membership, for what belongs to the invitation: the name the organization uses,
 * the link, the email.
 *
 * @param profile as typed by the inviter
 * @param mailed whether the person is notified now rather than later
 */
public record MemberInvited(OrganizationPermit granted, UserId user, Profile profile, boolean mailed) {}
