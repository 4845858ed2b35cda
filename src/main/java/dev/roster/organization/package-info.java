/**
 * Organizations, their policies, and the presets they start from. Does not decide who may do what: policies say what there
 * is to decide.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "web", "audit", "password"})
package dev.roster.organization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
