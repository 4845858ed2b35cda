/**
 * What people do to the users of an organization, one by one: create and show them, change their profile, role, groups
 * and status, delete, restore, remove and erase them. Whether they may is decided in {@code rights}. Owns no table.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "draft",
            "http",
            "api",
            "ui",
            "idempotency",
            "audit",
            "mail",
            "password",
            "organization",
            "role",
            "group",
            "person",
            "membership",
            "link",
            "session",
            "rights",
            "auditlog",
            "roles",
            "groups",
            "credentials"
        })
package dev.roster.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
