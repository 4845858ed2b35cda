/**
 * What a connection may cost before its client is known: how many there are, how long each may take, how a form is read, and
 * how many anonymous requests are served at once. Depends on Tomcat so that no other package has to; knows nothing about who
 * is asking. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"installation", "network"})
package dev.roster.reception;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
