/**
 * Does a POST of the API once, however often it is sent with the same {@code Idempotency-Key}, and gives the same
 * answer each time. The key, the work and the answer are one transaction: none of them is there without the others.
 * Knows nothing of what is done, and keeps no answer longer than a day. Owns {@code kept_answers}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "installation", "http"})
package dev.roster.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
