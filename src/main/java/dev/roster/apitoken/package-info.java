/**
 * Bearer tokens for machines (RFC 6750): created, listed, revoked, authenticated. Owns {@code api_tokens} and the view {@code
 * token_standings}.
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
            "organization",
            "role",
            "person",
            "membership",
            "rights",
            "roles"
        })
package dev.roster.apitoken;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
