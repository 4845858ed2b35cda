/**
 * What the routes of the REST API share: queries read into records, pages of lists, versions of resources, and the
 * annotations that the contract is made of. Nothing of the domain. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "http"})
package dev.roster.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
