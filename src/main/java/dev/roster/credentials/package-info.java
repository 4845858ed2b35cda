/**
 * What others do about how somebody signs in: set or reset a password, change an address, end sessions, and the mails
 * that tell them. What people do about it themselves is {@code signin} and {@code profile}. Owns no table.
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
