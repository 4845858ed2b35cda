/**
 * Companies that are linked to an organization, and the grants by which its people act in them. What a grant lets
 * somebody do is the role that it carries, decided in {@code rights}; who is recognised by it, in {@code session}. Owns
 * {@code grants}.
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
