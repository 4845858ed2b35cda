/**
 * Deferred work: kept in the database, done once across all nodes, resumed after a crash. Knows no particular job: every bean
 * of type {@link com.github.kagkarlsson.scheduler.task.Task} is one. Owns {@code scheduled_tasks}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.roster.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
