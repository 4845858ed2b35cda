/**
 * How this process starts: its settings, its data directory, the server secret and the PostgreSQL inside. Knows nothing
 * of users.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package dev.roster.installation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
