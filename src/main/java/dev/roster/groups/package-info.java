/**
 * What users do with an organization's groups: list, create, change and delete them, add and remove people. The rules are in
 * {@code rights}. Owns no table.
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
            "effects",
            "roles"
        })
package dev.roster.groups;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
