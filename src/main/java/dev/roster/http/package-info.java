/**
 * Requests and responses for pages and the API alike: who makes a request, how its input is read, problems, languages, texts.
 * Nothing of the domain, and no page. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "installation", "reception"})
package dev.roster.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
