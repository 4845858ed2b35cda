/**
 * Lists as files: the formats, CSV read and written so that no spreadsheet executes it, and downloads that break off if they
 * cannot be completed. Does not know what a row is about. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access"})
package dev.roster.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
