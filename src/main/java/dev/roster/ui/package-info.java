/**
 * What the console's pages are made of: the screen, components, forms, icons and the style sheet's addresses. Knows no
 * feature: a page stands in the package whose feature it shows, and answers a form that was sent by
 * {@link dev.roster.ui.Forms}. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "installation", "http"})
package dev.roster.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
