/**
 * Signing in to applications: OpenID Connect 1.0 and OAuth 2.1, on Spring Security's authorization server. What an application
 * learns is read when it asks, so that whatever Roster decides reaches it at once. Owns {@code application_sign_ins} and {@code
 * spent_refresh_tokens}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "installation",
            "jobs",
            "factor",
            "throttle",
            "http",
            "ui",
            "audit",
            "organization",
            "person",
            "membership",
            "session",
            "rights",
            "signin",
            "application",
            "signing"
        })
package dev.roster.oidc;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
