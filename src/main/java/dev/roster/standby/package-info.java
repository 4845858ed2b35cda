/**
 * A second PostgreSQL that follows the primary: which reads go to it, and whether it keeps up. Knows nothing of what is read.
 * Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.roster.standby;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
