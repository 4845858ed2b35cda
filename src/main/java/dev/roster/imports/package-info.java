/**
 * Imports of users from files: received, checked or carried out row by row in the background, and reported. What a row may do
 * is decided in {@code people}, as for a single creation or change. Owns {@code imports} and {@code
 * import_chunks}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "jobs",
            "throttle",
            "files",
            "http",
            "api",
            "ui",
            "audit",
            "password",
            "organization",
            "role",
            "group",
            "person",
            "membership",
            "rights",
            "roles",
            "groups",
            "notice",
            "credentials",
            "creation",
            "people",
            "importfile"
        })
package dev.roster.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
