/**
 * Roles as they are stored, with the one relation between them, governing. Who may change them is decided in {@code rights},
 * and the changes are made in {@code roles}. Owns {@code roles} and {@code role_governs}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "organization"})
package dev.roster.role;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
