/**
 * Who belongs to an organization, and how far: the state chart, and a user as one organization sees them. Decides
 * nothing about rights. Owns {@code memberships}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "ui", "organization", "person", "password"})
package dev.roster.membership;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
