/**
 * Lists as files: the formats, CSV written and read so that no spreadsheet runs it, and downloads that end early where
 * they cannot be whole. Does not know what a row is about. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access"})
package dev.roster.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
