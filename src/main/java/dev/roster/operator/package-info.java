/**
 * What only the operator of this installation sees and does about people: who has an account, which organizations they belong
 * to, blocking them everywhere, and who else is an operator. A person's membership in an organization is not changed here. Owns no
 * table.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "http",
            "api",
            "ui",
            "audit",
            "password",
            "factor",
            "role",
            "person",
            "membership",
            "link",
            "session",
            "rights",
            "auditlog"
        })
package dev.roster.operator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
