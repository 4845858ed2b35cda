/**
 * The contract of the REST API: an OpenAPI document generated from the routes, their records and {@code contract.yaml}, and a
 * page that shows it. Has no effect on the routes; tests check them against the document. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "installation", "http", "api", "ui", "organization"})
package dev.roster.contract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
