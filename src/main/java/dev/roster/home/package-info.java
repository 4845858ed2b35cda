/** Where people go after signing in to an organization: to its console, or to the product that it is about. Owns no table. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "http", "ui", "organization"})
package dev.roster.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
