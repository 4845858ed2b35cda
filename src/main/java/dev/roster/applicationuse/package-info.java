/**
 * What people and organizations see of the applications that they use, and can end: sign-ins, consents, and the applications
 * that an organization may do without. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "http", "api", "ui", "audit", "application", "oidc"})
package dev.roster.applicationuse;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
