/**
 * What was done, by whom, acting in which organization, to whom, before and after: written in the transaction of the
 * change, never changed afterwards. What names a person is kept apart, so that erasing them leaves the events whole.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "web"})
package dev.roster.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
