/**
 * Groups as they are stored, with their members and the roles that they carry. Owns {@code groups}, {@code group_roles}
 * and {@code group_members}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access"})
package dev.roster.group;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
