package dev.roster.signin;

import dev.roster.access.SelfPermit;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;

/**
 * A person who has only been invited by an organization has asked for a new password. Published in the transaction of the job
 * that answers them.
 */
public record PasswordForgotten(SelfPermit granted, UserId user, OrganizationId invitedBy) {}
