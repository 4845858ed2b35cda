/**
 * Tells those in charge by mail what nobody should learn from the audit log alone: a new administrator, a new operator,
 * a new API token. Goes by what is recorded in the audit log, so that no path to a right goes past it. What concerns
 * one person's own account is told to them by {@code people}. Owns {@code administrators}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "http", "audit", "mail", "organization"})
package dev.roster.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
