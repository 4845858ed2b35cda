/**
 * The users of an organization as a list: searched, filtered, sorted, page by page, and exported; and the views of it that people
 * save for themselves. Changes no user. Owns {@code saved_views}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "standby",
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
