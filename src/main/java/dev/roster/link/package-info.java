/**
 * One-time links: created, opened, consumed. Stores nothing a link could be rebuilt from. Does not know what a link is for.
 * Owns {@code links}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "installation"})
package dev.roster.link;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
