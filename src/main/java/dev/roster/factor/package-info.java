/**
 * Second factors: authenticator apps, passkeys and recovery codes. Does not decide who needs one, and does not end the sessions
 * that removing one ends: that is up to the caller. Owns {@code authenticators}, {@code passkeys} and {@code recovery_codes}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "installation", "jobs", "throttle", "http"})
package dev.roster.factor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
