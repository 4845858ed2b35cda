/**
 * Who acts, what they may do in the organization at hand, and the proof of a passed check. Independent of the database: an
 * {@link dev.roster.access.Actor} is created by the package that recognised the credentials. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package dev.roster.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
