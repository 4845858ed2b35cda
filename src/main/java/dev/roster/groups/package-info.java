/**
 * What people do with an organization's groups: list, make, change and delete them, put people in and take them out. By
 * the rule that is decided in {@code rights}. Owns no table.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "draft",
            "http",
            "api",
            "ui",
            "audit",
            "organization",
            "role",
            "group",
            "membership",
            "rights",
            "roles"
        })
package dev.roster.groups;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
