/**
 * What the routes of the REST API share: queries bound to records, pages of lists, resource versions, and the annotations that
 * the contract is built from. Nothing of the domain. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "http"})
package dev.roster.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
