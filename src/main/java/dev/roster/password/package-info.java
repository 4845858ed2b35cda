/**
 * Passwords: the rules of a policy, breached passwords, hashes, generated passwords. Does not decide who may set whose
 * password, and does not end the sessions and links that a new one ends: that is up to the caller. Owns {@code passwords}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "reception"})
package dev.roster.password;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
