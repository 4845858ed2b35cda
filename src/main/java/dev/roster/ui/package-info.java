/**
 * The building blocks of the console's pages: the screen, components, forms, icons and the URLs of assets. Knows no feature: a
 * page lives in the package of the feature that it shows, and handles submitted forms with {@link dev.roster.ui.Forms}. Owns
 * no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "installation", "http"})
package dev.roster.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
