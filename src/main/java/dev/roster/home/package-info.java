/**
 * What needs doing: the page *Home* of an organization and that of the operator, and where people go after signing in. It reads
 * at most a few thousand rows of an organization; what takes more is counted once a day. Owns {@code daily_figures}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "installation",
            "jobs",
            "http",
            "ui",
            "audit",
            "mail",
            "organization",
            "role",
            "group",
            "person",
            "membership",
            "link",
            "apitoken",
            "invitation",
            "rights",
            "roles",
            "health"
        })
package dev.roster.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
