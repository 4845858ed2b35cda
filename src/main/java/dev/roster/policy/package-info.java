/**
 * Reads and changes an organization's policy, and refuses changes that would lock someone out. The policy itself is defined in
 * {@code organization}. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "http", "api", "ui", "audit", "password", "organization"})
package dev.roster.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
