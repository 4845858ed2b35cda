/**
 * The keys with which Roster signs tokens for other programs: generated, sealed, replaced by age. Owns {@code signing_keys}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "installation"})
package dev.roster.signing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
