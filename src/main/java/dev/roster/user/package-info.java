/**
 * Users and their memberships: the state chart, and every operation an administrator does to another person.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "web",
            "installation",
            "throttle",
            "draft",
            "idempotency",
            "audit",
            "mail",
            "organization",
            "role",
            "group",
            "link",
            "password",
            "session"
        })
package dev.roster.user;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
