/**
 * Processes a POST to the API once, however often it is sent with the same {@code Idempotency-Key}, and returns the same
 * answer each time. The key, the work and the answer share one transaction: either all of them exist or none. Knows nothing
 * about the work, and keeps no answer longer than a day. Owns {@code kept_answers}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "installation", "http"})
package dev.roster.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
