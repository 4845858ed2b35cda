/**
 * What someone has just done to users, kept for a moment, so that they can undo it. Does not undo anything itself: {@code bulk} does, by
 * the operation that reverses it. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "draft", "http", "ui", "membership"})
package dev.roster.undo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
