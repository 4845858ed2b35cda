/**
 * Invitations: sent, copied, resent and replaced by those who may invite; accepted or declined by the invited person on the
 * page behind the link. Being invited is a membership status, which is set in {@code people}. Owns {@code invitations}.
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
