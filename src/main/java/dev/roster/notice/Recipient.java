package dev.roster.notice;

import dev.roster.shared.EmailAddress;
import dev.roster.shared.UserId;

/** A recipient of a notice. */
record Recipient(UserId user, EmailAddress email, String locale) {}
