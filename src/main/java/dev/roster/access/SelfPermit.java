package dev.roster.access;

import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;

/** Proves that users act on their own account. */
public final class SelfPermit implements Permit {
    private final Actor actor;
    private final UserId user;

    SelfPermit(Actor actor, UserId user) {
        this.actor = actor;
        this.user = user;
    }

    @Override
    public Actor actor() {
        return actor;
    }

    public UserId user() {
        return user;
    }

    @Override
    public OrganizationPermit in(OrganizationId place) {
        return new OrganizationPermit(actor, place, null);
    }
}
