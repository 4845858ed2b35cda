/**
 * The first start: the first operator, the bootstrap token, and demo data. Uses the operations that everybody uses.
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
            "group",
            "link",
            "password",
            "user",
            "company",
            "apitoken",
            "installation"
        })
package dev.roster.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
