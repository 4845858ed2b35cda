/**
 * People whose invitation has expired, or who declined it, ask for a new one: those who may invite them are emailed. Sending one
 * is up to them, in {@code invitation}. Owns no table.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "installation",
            "throttle",
            "http",
            "ui",
            "audit",
            "mail",
            "organization",
            "role",
            "person",
            "membership",
            "link",
            "rights",
            "roles",
            "invitation"
        })
package dev.roster.renewal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
