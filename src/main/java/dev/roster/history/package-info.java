/**
 * What the audit log says about rights: who held which role at a given moment, since when, and who gave it to them; and why
 * somebody may do something now. Changes nothing. Owns no table.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "files",
            "http",
            "api",
            "ui",
            "audit",
            "organization",
            "role",
            "membership",
            "rights",
            "auditlog",
            "roles",
            "people"
        })
package dev.roster.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
