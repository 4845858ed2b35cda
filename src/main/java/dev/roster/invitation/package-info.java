/**
 * Invitations: sent, copied, sent again and anew by those who may invite; accepted or declined by the invited, on the page
 * behind their link. That somebody is invited at all is a membership's status and made in {@code user}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "web",
            "throttle",
            "audit",
            "mail",
            "organization",
            "role",
            "draft",
            "group",
            "link",
            "password",
            "session",
            "user",
            "signin"
        })
package dev.roster.invitation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
