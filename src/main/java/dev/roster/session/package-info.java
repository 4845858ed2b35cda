/**
 * Ways in: sign in, sign out, forgotten passwords, the pages behind links, and what people see of themselves.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "web",
            "audit",
            "mail",
            "organization",
            "role",
            "link",
            "password",
            "user",
            "installation"
        })
package dev.roster.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
