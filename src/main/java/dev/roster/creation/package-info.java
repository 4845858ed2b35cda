/**
 * How users come to be: read by the policy, checked and written as a batch, of which a single user is the smallest, with
 * what their onboarding gives them. Console, API, invitations and imports all create users here. Owns no table.
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
