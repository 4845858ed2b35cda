/**
 * The command {@code roster}: what an operator does on the machine itself, beside the server or without it. Parses, calls and prints; what is
 * done is the operation of another package. Acts as the console of the machine. Owns no table.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "installation",
            "backup",
            "http",
            "audit",
            "mail",
            "apitoken",
            "operator",
            "health",
            "providers"
        })
package dev.roster.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
