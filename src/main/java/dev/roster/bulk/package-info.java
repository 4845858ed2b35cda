/**
 * One thing done to many people: whom it would touch, whom it would skip and why, and then the doing. It decides
 * nothing itself: each person goes through the operation that is there for one, in a transaction of their own. Owns no
 * table.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "http",
            "ui",
            "organization",
            "role",
            "group",
            "membership",
            "rights",
            "roles",
            "groups",
            "people",
            "directory",
            "invitation"
        })
package dev.roster.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
