/**
 * Groups: their members, and the roles that they carry to them. What a role is, and who governs whom, is decided in
 * {@code role}; this package only hands roles on, by the same rule.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "web", "draft", "audit", "organization", "role"})
package dev.roster.group;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
