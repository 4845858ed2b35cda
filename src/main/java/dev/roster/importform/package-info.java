/**
 * The console's form of a new import: a file or pasted text, what its columns are read as, and what new users get. Owns {@code
 * import_columns}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "access",
            "files",
            "http",
            "ui",
            "organization",
            "role",
            "group",
            "roles",
            "groups",
            "creation",
            "importfile",
            "imports"
        })
package dev.roster.importform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
