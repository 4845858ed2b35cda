/**
 * What other identity providers export, read as organizations and rows of an import: Roster's own export, Keycloak, Auth0 and Firebase.
 * Reads files, and decides nothing: what is created is what an import accepts. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.roster.providers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
