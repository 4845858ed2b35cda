/**
 * The members of an organization and their status: the state chart, and a user as one organization sees them. Decides nothing
 * about rights. Owns {@code memberships}, {@code words}, {@code dictionary} and {@code group_members}, and the view {@code members}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"shared", "access", "ui", "audit", "password", "organization", "role", "group", "person"
        })
package dev.roster.membership;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
