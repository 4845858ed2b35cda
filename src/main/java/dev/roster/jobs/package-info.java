/**
 * Work that is done later: kept in the database, done once across all nodes, taken up again after a crash. Knows no
 * job: every bean of type {@link com.github.kagkarlsson.scheduler.task.Task} is one. Owns {@code scheduled_tasks}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.roster.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
