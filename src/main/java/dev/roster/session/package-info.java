/**
 * Signed-in browsers, and who is behind one: recognised on every request from live rows. Does not sign anybody in.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "web", "installation", "role"})
package dev.roster.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
