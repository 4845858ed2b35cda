/**
 * Companies linked to an organization, and the grants by which its users act in them. The role that a grant carries, and so
 * what it permits, is decided in {@code rights}; authentication is in {@code session}. Owns {@code grants}.
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
            "person",
            "membership",
            "rights",
            "roles",
            "people"
        })
package dev.roster.company;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
