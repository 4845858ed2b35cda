/**
 * All tables and the server secret in one file, written while Roster runs, and read back into an empty database. Takes the tables from
 * PostgreSQL's catalogue and knows none of them by what it means. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "installation"})
package dev.roster.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
