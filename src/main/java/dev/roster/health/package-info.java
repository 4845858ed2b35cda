/**
 * What the people who run Roster see of it: readiness, metrics, lines in the log, and the operator's page about what is wrong
 * and what to do. It watches; what it sees is done by the packages below. Owns no table.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "network",
            "shared",
            "access",
            "standby",
            "installation",
            "http",
            "ui",
            "admission",
            "mail"
        })
package dev.roster.health;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
