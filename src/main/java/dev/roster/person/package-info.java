/**
 * What is a person's everywhere, whatever organizations they belong to: what they are called, how they are reached,
 * whose their account is. Decides nothing about rights. Owns {@code users} and {@code profiles}, and the view {@code
 * people}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "http", "organization"})
package dev.roster.person;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
