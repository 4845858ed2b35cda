package dev.roster.factor;

import java.time.Instant;

/** A person's authenticator app, with its sealed secret. */
record Authenticator(byte[] sealed, Instant createdAt, Instant lastUsedAt) {}
