/**
 * Applications: programs that the people of the organizations sign in to with Roster. Owns {@code applications}, {@code
 * application_organizations}, {@code deactivated_applications}, {@code application_secrets} and {@code application_consents}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "http", "api"})
package dev.roster.application;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
