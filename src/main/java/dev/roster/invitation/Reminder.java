package dev.roster.invitation;

import dev.roster.membership.Member;
import dev.roster.shared.EmailAddress;

/**
 * An invited person who is to be reminded.
 *
 * @param to the address of their account
 */
record Reminder(Member member, EmailAddress to) {}
