package dev.roster.invitation;

import dev.roster.shared.EmailAddress;

/**
 * What the page behind an invitation needs to know about the invited account.
 *
 * @param verified whether its owner has proven the address
 * @param hasOwnPassword whether it has a password that the person chose and others do not know
 * @param elsewhere whether it already belongs to another organization, with whatever status
 */
record Account(
        EmailAddress email,
        boolean blocked,
        boolean verified,
        boolean hasPassword,
        boolean hasOwnPassword,
        boolean elsewhere) {}
