/**
 * What a change of rights would do, found out by making it and rolling it back: who would gain and lose what, and which
 * invitations would no longer work. Changes nothing. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "membership", "rights"})
package dev.roster.effects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
