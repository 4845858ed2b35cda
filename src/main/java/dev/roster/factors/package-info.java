/**
 * Where people are asked for their second factor, and where they add and remove factors of their own. Which there are is in {@code
 * factor}. Owns no table.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "throttle",
            "http",
            "api",
            "ui",
            "audit",
            "mail",
            "password",
            "factor",
            "organization",
            "person",
            "membership",
            "session",
            "credentials",
            "signin"
        })
package dev.roster.factors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
