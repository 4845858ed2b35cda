/**
 * The operator's people across organizations: who has an account, where they belong, and blocking them everywhere. What a
 * person is inside one organization is kept by {@code user}; nothing here changes it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "web", "audit", "role", "user", "session"})
package dev.roster.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
