package dev.roster.membership;

import dev.roster.access.OrganizationPermit;
import dev.roster.person.Profile;
import dev.roster.shared.UserId;

/**
 * Published in the transaction that offers somebody a membership, for what belongs to an invitation: what the organization
 * calls them, the link, the mail.
 *
 * @param profile as it was typed by the person who invites
 * @param mailed whether the person is told now; where not, somebody sends it later
 */
public record MemberInvited(OrganizationPermit granted, UserId user, Profile profile, boolean mailed) {}
