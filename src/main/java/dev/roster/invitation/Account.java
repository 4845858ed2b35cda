package dev.roster.invitation;

import dev.roster.shared.EmailAddress;

/**
 * What the page behind an invitation must know of the account that is invited.
 *
 * @param verified whether its owner has proven the address
 * @param hasOwnPassword whether it has one that the person chose, which others do not know
 * @param elsewhere whether it belongs to another organization already, in whatever state
 */
record Account(
        EmailAddress email,
        boolean blocked,
        boolean verified,
        boolean hasPassword,
        boolean hasOwnPassword,
        boolean elsewhere) {}
