/**
 * Passwords: the rules a policy sets, breached ones, hashes, generated ones. Does not decide who may set whose.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access"})
package dev.roster.password;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
