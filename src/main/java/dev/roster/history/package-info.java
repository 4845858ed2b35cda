/**
 * What the audit log says about rights: who held which role at a given moment, since when, and who gave it to them; and why
 * somebody may do something now. Reverts what an event says was done, with the operation for it. Owns no table.
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
            "group",
            "roles",
            "groups",
            "people"
        })
package dev.roster.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
