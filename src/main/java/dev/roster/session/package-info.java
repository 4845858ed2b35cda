/**
 * Signed-in browsers and their users: recognised on every request from live rows. Does not sign anyone in. Owns {@code
 * sessions}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "installation", "http", "factor", "role"})
package dev.roster.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
