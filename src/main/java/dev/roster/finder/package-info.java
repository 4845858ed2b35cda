/**
 * The search field of the console: finds people, groups, roles and linked companies of an organization, and the pages and actions
 * that the viewer may open. Owns no table.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "http",
            "ui",
            "organization",
            "role",
            "group",
            "membership",
            "roles",
            "groups",
            "directory",
            "company"
        })
package dev.roster.finder;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
