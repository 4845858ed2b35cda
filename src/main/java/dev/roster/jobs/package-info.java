/**
 * Work that is done later: kept in the database, done once across all nodes, taken up again after a crash. Knows no
 * job: every bean of type {@link com.github.kagkarlsson.scheduler.task.Task} is one.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package dev.roster.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
