/**
 * Groups as they are stored, with the roles that they carry. Their members are kept in {@code membership}. Owns {@code groups}
 * and {@code group_roles}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access"})
package dev.roster.group;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
