/**
 * The first start: the first operator, the bootstrap token, and demo data. Uses the regular operations. Owns {@code
 * setup_link} and {@code demo_data}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "installation",
            "http",
            "ui",
            "audit",
            "password",
            "organization",
            "person",
            "membership",
            "link",
            "groups",
            "apitoken",
            "credentials",
            "creation",
            "people",
            "company",
            "application",
            "operator"
        })
package dev.roster.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
