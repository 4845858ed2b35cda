/**
 * What a connection may cost before anybody is known to be behind it: how many there are, how long each may take, how
 * the form it sends is read, and how many strangers are served at once. Knows Tomcat, so that nobody else has to; knows
 * nothing of who is asking. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"installation"})
package dev.roster.reception;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
