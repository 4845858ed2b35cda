package dev.roster.access;

import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.UUID;

/** What somebody holds in an organization at this moment, read afresh: a change is felt on the next request. */
public interface Authorities {
    Authority of(OrganizationId organization, UserId user);

    /** What an API token holds: its one role, while it is not revoked. */
    Authority ofToken(OrganizationId organization, UUID token);
}
