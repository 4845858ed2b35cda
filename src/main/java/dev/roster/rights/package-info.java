/**
 * The only place that decides who may do what to whom: what users currently hold in an organization through roles, groups and
 * grants; whom they may act on; which roles they may hand out; who controls an account. Reads the tables of roles, groups and
 * memberships without changing them. Owns the views {@code member_roles}, {@code granted_roles}, {@code held_roles} and {@code
 * administrators_now}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "organization", "role", "membership"})
package dev.roster.rights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
