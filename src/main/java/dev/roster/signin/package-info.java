/** Signing in and out, forgotten passwords, the pages behind links. Owns {@code sign_in_failures}. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "installation",
            "jobs",
            "throttle",
            "http",
            "ui",
            "audit",
            "password",
            "factor",
            "organization",
            "person",
            "membership",
            "link",
            "session",
            "credentials",
            "people"
        })
package dev.roster.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
