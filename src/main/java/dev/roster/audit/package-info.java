/**
 * Records what was done, by whom, on behalf of which organization, to whom, before and after: in the transaction of the
 * change, and never changed afterwards. What names a person is stored separately, so that erasing them leaves the events
 * intact. Reading the log is {@code auditlog}'s task. Owns {@code audit_events}, {@code audit_names} and
 * {@code audit_sources}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "files", "http"})
package dev.roster.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
