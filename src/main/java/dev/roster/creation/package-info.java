/**
 * Creates users: input is read according to the policy, checked and written as a batch, possibly of one, together with what
 * the onboarding gives them. The console, API, invitations and imports all create users here. Owns no table.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "audit",
            "password",
            "organization",
            "role",
            "group",
            "person",
            "membership",
            "rights",
            "roles",
            "groups",
            "credentials"
        })
package dev.roster.creation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
