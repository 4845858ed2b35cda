/**
 * Companies that are linked to an organization, and the grants by which its people act in them. What a grant lets
 * somebody do is the role that it carries, decided in {@code role}; who is recognised by it, in {@code session}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "web", "audit", "organization", "role", "user"})
package dev.roster.company;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
