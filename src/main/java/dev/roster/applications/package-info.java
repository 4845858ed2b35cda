/**
 * What operators do with applications: registering, changing, deleting them, and replacing their secrets. Owns no table.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"shared", "access", "http", "api", "ui", "audit", "organization", "application"})
package dev.roster.applications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
