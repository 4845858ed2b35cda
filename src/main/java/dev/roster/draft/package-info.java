/**
 * The input of multi-step forms: kept for the user who types it until they are done or a day has passed. Does not know what a
 * form is for, and validates nothing. Owns {@code drafts}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access"})
package dev.roster.draft;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
