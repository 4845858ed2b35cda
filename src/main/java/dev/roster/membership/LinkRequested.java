package dev.roster.membership;

import dev.roster.access.Actor;
import dev.roster.access.OrganizationPermit;
import dev.roster.shared.UserId;

/** Published in a transaction that emails an invited person the link that they were not sent when they were invited. */
public record LinkRequested(OrganizationPermit granted, UserId user) {
    public Actor actor() {
        return granted.actor();
    }
}
