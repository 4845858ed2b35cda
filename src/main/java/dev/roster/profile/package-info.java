/** One's own profile, password, sessions and account: what users see and change about themselves. Owns no table. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "throttle",
            "http",
            "ui",
            "audit",
            "password",
            "organization",
            "person",
            "membership",
            "session",
            "credentials",
            "people",
            "signin"
        })
package dev.roster.profile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
