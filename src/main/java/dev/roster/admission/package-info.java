/**
 * What may come in at all, before anybody does anything with it: how large and slow a request may be, how many
 * strangers are served at once, and from which address it comes where proxies stand before the server. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "installation", "reception", "http"})
package dev.roster.admission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
