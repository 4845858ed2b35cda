/**
 * Bearer tokens for machines (RFC 6750): made, listed, revoked, recognised.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"shared", "access", "web", "audit", "organization", "role", "installation", "user"})
package dev.roster.apitoken;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
