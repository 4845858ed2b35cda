/**
 * Emails: queued in the transaction of the change that causes them, written and sent afterwards. Does not know why an email is
 * sent; the package that queues one writes it. Owns {@code mails} and {@code mail_pause}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "access", "installation", "http", "ui"})
package dev.roster.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
