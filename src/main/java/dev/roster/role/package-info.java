/**
 * Roles and the one relation between them, governing: who may do what to whom. Every path to a right comes through here.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "web", "audit", "organization"})
package dev.roster.role;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
