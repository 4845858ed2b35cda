/** Values shared by all packages: ids, addresses, pages of a list, problems. Knows no feature and no framework. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.roster.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
