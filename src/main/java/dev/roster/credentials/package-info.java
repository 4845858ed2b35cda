/**
 * What others do about how a user signs in: set or reset a password, change an address, end sessions, and the emails that
 * report it. What people do about it themselves is in {@code signin} and {@code profile}. Owns no table.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "throttle",
            "http",
            "ui",
            "audit",
            "mail",
            "password",
            "factor",
            "organization",
            "person",
            "membership",
            "link",
            "session",
            "rights"
        })
package dev.roster.credentials;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
