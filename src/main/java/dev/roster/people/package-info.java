/**
 * What is done to the users of an organization, one by one: show them, change their profile, role, groups and status, delete,
 * restore and remove them; and the pages and routes to create and erase them. Who may do so is decided in {@code rights}. Owns
 * no table.
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
            "undo",
            "auditlog",
            "roles",
            "groups",
            "credentials",
            "creation",
            "erasure"
        })
package dev.roster.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
