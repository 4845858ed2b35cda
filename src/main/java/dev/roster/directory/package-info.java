/**
 * The users of an organization as a list: searched, filtered, sorted, page by page, and exported. Changes nothing. Owns no
 * table.
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
            "group",
            "person",
            "membership",
            "roles",
            "groups",
            "people"
        })
package dev.roster.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
