/**
 * Organizations, their policies, and the presets they are created from. Does not decide who may do what: it only stores the
 * policies that say so. Owns {@code organizations}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "http", "api", "ui", "audit", "password"})
package dev.roster.organization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
