/**
 * Who acts, what they may do in the organization at hand, and the receipt of a passed check. Knows no database: an
 * {@link dev.roster.access.Actor} is made by the package that recognised the credentials. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package dev.roster.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
