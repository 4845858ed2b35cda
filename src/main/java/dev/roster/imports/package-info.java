/**
 * Imports of users from files: received, checked or carried out row by row while people do something else, and reported.
 * What a row may do is decided in {@code user}, as for a single creation or change.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "web",
            "jobs",
            "audit",
            "throttle",
            "organization",
            "role",
            "user",
            "notice"
        })
package dev.roster.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
