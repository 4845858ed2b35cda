/**
 * What somebody has typed into a form of several steps: kept for the one who types, until they are done or a day has
 * passed. Does not know what any form is for, and checks nothing of what is typed. Owns {@code drafts}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access"})
package dev.roster.draft;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
