/**
 * Invitations: sent, copied, sent again and anew by those who may invite; accepted or declined by the invited, on the
 * page behind their link. That somebody is invited at all is a membership's status and made in {@code people}. Owns
 * {@code invitations}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "throttle",
            "draft",
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
            "rights",
            "roles",
            "groups",
            "credentials",
            "creation",
            "people",
            "signin",
            "directory"
        })
package dev.roster.invitation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
