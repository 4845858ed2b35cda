/**
 * A person across all organizations: their names, contact data, and who controls their account. Decides nothing about rights.
 * Owns {@code users} and {@code profiles}, and the view {@code people}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "http", "organization"})
package dev.roster.person;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
