/**
 * Passwords: the rules a policy sets, breached ones, hashes, generated ones. Does not decide who may set whose, and
 * does not end the sessions and links that a new password ends: whoever sets one does. Owns {@code passwords}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "reception"})
package dev.roster.password;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
