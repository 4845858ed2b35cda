/**
 * Emails those in charge about what no one should learn from the audit log alone: a new administrator, operator or API token.
 * Driven by the audit log, so that no way of gaining rights bypasses it. Changes to a person's own account are announced by
 * {@code people}. Owns {@code administrators}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "http", "audit", "mail", "organization"})
package dev.roster.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
