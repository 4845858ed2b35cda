/**
 * Erases people: everything that names them, here or everywhere, depending on whose account it is. Owns no table.
 */
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
