/**
 * One thing done to many people: whom it would touch, whom it would skip and why, and then the doing. It decides nothing
 * itself: each person goes through the operation that is there for one, in a transaction of their own.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"shared", "access", "web", "organization", "role", "group", "user", "invitation"})
package dev.roster.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
