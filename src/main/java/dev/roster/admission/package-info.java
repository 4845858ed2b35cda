/**
 * What is admitted before anything else happens: how large and slow a request may be, how many anonymous clients are served at
 * once, and which address a request comes from behind proxies. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "installation", "reception", "http"})
package dev.roster.admission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
