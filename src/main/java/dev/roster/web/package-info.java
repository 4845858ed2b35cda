/**
 * HTTP plumbing: who makes this request, pages, problems, languages, assets. Nothing of the domain.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "installation", "reception"})
package dev.roster.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
