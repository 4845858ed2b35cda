/**
 * How this process starts: its settings, its data directory, the server secret, the embedded PostgreSQL and its schema. Knows
 * nothing about users. Owns {@code known_secrets}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"network", "standby"})
package dev.roster.installation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
