/**
 * Writes what was done, by whom, acting in which organization, to whom, before and after: in the transaction of the
 * change, never changed afterwards. What names a person is kept apart, so that erasing them leaves the events whole.
 * Reads nothing for people: that is {@code auditlog}. Owns {@code audit_events} and {@code audit_names}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "files", "http"})
package dev.roster.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
