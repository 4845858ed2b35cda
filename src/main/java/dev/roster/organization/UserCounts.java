package dev.roster.organization;

import dev.roster.access.OperatorPermit;
import dev.roster.shared.OrganizationId;
import java.util.Collection;
import java.util.Map;

/** Tells the operator's list of organizations how many users each has; those are known further up. */
public interface UserCounts {
    /** Users are counted up to this number. */
    int MOST = 1_000;

    /** The number of each organization's users, up to one more than {@link #MOST}. */
    Map<OrganizationId, Integer> count(OperatorPermit operator, Collection<OrganizationId> organizations);
}
