/**
 * How this process starts: its settings, its data directory, the server secret and the embedded PostgreSQL. Knows nothing
 * about users. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.roster.installation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
