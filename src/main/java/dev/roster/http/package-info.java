/**
 * Requests in, answers and problems out: who makes a request, what is read from it and how, languages, paging, versions
 * of resources, CSV, the annotations that the contract is made of. Nothing of the domain, and no page. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "reception"})
package dev.roster.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
