/**
 * Reads files of users from other systems: CSV or lines of JSON, row by row, each as it was sent or with what is wrong with
 * it. What to do with a row is decided in {@code imports}. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "files", "http", "membership", "person", "creation"})
package dev.roster.importfile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
