/**
 * Ways in: sign in, sign out, forgotten passwords, the pages behind links, and what people see of themselves.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "web",
            "installation",
            "jobs",
            "throttle",
            "audit",
            "mail",
            "organization",
            "role",
            "link",
            "password",
            "user",
            "session"
        })
package dev.roster.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
