/**
 * Organizations, what their policies say, and the presets they start from. Does not decide who may do what: policies
 * say what there is to decide. Owns {@code organizations}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "http", "api", "ui", "audit", "password"})
package dev.roster.organization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
