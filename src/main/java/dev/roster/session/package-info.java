/**
 * Signed-in browsers, and who is behind one: recognised on every request from live rows. Does not sign anybody in. Owns
 * {@code sessions}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "installation", "http"})
package dev.roster.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
