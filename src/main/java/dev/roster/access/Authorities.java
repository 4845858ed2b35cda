package dev.roster.access;

import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.UUID;

/** Reads what a user or token currently holds in an organization. Never cached: a change takes effect on the next request. */
public interface Authorities {
    Authority of(OrganizationId organization, UserId user);

    /** What an API token holds: its one role, unless it is revoked. */
    Authority ofToken(OrganizationId organization, UUID token);
}
