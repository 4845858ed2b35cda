package dev.roster.membership;

import dev.roster.access.OrganizationPermit;
import dev.roster.person.Profile;
import dev.roster.shared.UserId;
import java.time.Duration;

/**
 * Published in the transaction that offers somebody a membership, for what belongs to an invitation: what the organization
 * calls them, the link, the mail.
 *
 * @param profile as whoever invites typed it
 * @param works how long the invitation can be accepted
 * @param mailed whether the person is told now; where not, somebody sends it later
 */
public record MemberInvited(OrganizationPermit granted, UserId user, Profile profile, Duration works, boolean mailed) {}
