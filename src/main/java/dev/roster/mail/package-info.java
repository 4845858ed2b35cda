/**
 * Emails: queued in the transaction of the change that causes them, rendered and sent by a job. Does not know why an email is
 * sent; the package that queues one renders it. Owns {@code mails}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "installation", "jobs", "http", "ui"})
package dev.roster.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
