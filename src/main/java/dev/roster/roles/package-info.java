/** What users do with an organization's roles: list, create, change and delete them. Owns no table. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "http",
            "api",
            "ui",
            "audit",
            "organization",
            "role",
            "group",
            "membership",
            "rights",
            "effects"
        })
package dev.roster.roles;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
