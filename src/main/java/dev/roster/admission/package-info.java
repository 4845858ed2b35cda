/**
 * What is admitted before anything else happens: how large and slow a request may be, how many anonymous clients and how many
 * requests of one organization are served at once, which address a request comes from behind proxies, and that none is served
 * while the database is away. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"network", "shared", "access", "installation", "reception", "http"})
package dev.roster.admission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
