package dev.roster.access;

import dev.roster.shared.OrganizationId;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/**
 * What the first statement of a request saw of the organization at hand: its version, which each change of the organization
 * and its roles raises. What was read at this version need not be read again, on whatever node it was changed.
 */
public final class Seen {
    private static final ScopedValue<Seen> BY_THIS_REQUEST = ScopedValue.newInstance();

    private final OrganizationId organization;
    private final long version;
    private boolean outdated;

    private Seen(OrganizationId organization, long version) {
        this.organization = organization;
        this.version = version;
    }

    /** Runs the rest of a request that has seen this version. */
    public static void during(OrganizationId organization, long version, Callable<Void> rest) throws Exception {
        ScopedValue.where(BY_THIS_REQUEST, new Seen(organization, version)).call(rest::call);
    }

    /** The version seen; empty outside of requests, for other organizations, and once it is outdated. */
    static OptionalLong version(OrganizationId organization) {
        var seen = BY_THIS_REQUEST.isBound() ? BY_THIS_REQUEST.get() : null;
        return seen == null || seen.outdated || !seen.organization.equals(organization)
                ? OptionalLong.empty()
                : OptionalLong.of(seen.version);
    }

    /** What follows in this request must read anew: it waited for a lock, or changed something itself. */
    public static void outdated() {
        if (BY_THIS_REQUEST.isBound()) {
            BY_THIS_REQUEST.get().outdated = true;
        }
    }
}
