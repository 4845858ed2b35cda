package dev.roster.user;

import dev.roster.access.Granted;

/**
 * Published in the transaction that erases somebody, before it holds any lock, for what is kept in rows that others hold
 * while they wait for the organization's. Nothing of it counts where the erasure is refused then.
 */
public record UserToBeErased(Granted granted, KnownAs known) {}
