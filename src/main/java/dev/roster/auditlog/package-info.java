/**
 * Shows the audit log: page by page, filtered and exported, to those who may see it. Writes no event other than its own
 * export. Owns no table.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"shared", "access", "standby", "files", "http", "api", "ui", "audit", "membership"})
package dev.roster.auditlog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
