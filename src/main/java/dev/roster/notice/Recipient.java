package dev.roster.notice;

import dev.roster.shared.EmailAddress;
import dev.roster.shared.UserId;

/** One of those who are told. */
record Recipient(UserId user, EmailAddress email, String locale) {}
