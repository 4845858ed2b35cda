/** Network addresses: IP addresses, and ranges of them. Owns no table. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.roster.network;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
