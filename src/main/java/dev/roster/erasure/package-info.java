/** Erases people: everything that identifies them, here or everywhere, depending on who owns the account. Owns no table. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "draft",
            "idempotency",
            "audit",
            "mail",
            "organization",
            "person",
            "membership",
            "rights",
            "groups",
            "credentials"
        })
package dev.roster.erasure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
