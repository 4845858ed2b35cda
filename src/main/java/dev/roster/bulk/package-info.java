/**
 * One action on many people: who would be affected, who skipped and why, and then the action itself. Makes no decisions of its
 * own: each person goes through the operation for a single one, in a transaction of their own. Owns no table.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "http",
            "api",
            "ui",
            "organization",
            "role",
            "group",
            "membership",
            "rights",
            "undo",
            "roles",
            "groups",
            "credentials",
            "people",
            "directory",
            "invitation"
        })
package dev.roster.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
