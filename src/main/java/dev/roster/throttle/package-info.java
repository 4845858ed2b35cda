/**
 * Rate limits for secrets, counted across all nodes. No one is locked out for good: what was used up refills. Owns {@code
 * rate_limits}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"network", "shared", "access", "installation"})
package dev.roster.throttle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
