/**
 * Ways in: sign in, sign out, forgotten passwords, the pages behind links, and what people see of themselves.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "web", "installation", "audit", "mail", "organization", "role", "link", "password", "session", "user"})
package dev.roster.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
