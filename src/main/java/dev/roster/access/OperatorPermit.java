package dev.roster.access;

import dev.roster.shared.OrganizationId;

/** Proves that the actor runs this installation. */
public final class OperatorPermit implements Permit {
    private final Actor actor;

    OperatorPermit(Actor actor) {
        this.actor = actor;
    }

    @Override
    public Actor actor() {
        return actor;
    }

    @Override
    public OrganizationPermit in(OrganizationId place) {
        return new OrganizationPermit(actor, place, null);
    }
}
