package dev.roster.rights;

import dev.roster.access.Actor;
import dev.roster.membership.Member;
import dev.roster.role.Role;
import dev.roster.shared.RoleId;
import java.util.Collection;
import java.util.Set;

/**
 * The reach of an actor's rights. Pages use it to decide what to offer; {@link Standing} checks again, under the
 * organization's lock, with the rights held at that moment.
 */
public final class Reach {
    private Reach() {}

    /** Whether the actor may hand out this role, and act on those who hold it. */
    public static boolean governs(Actor actor, Role role) {
        return governs(actor, Set.of(role.id()));
    }

    /** Whether the actor may hand out all of these roles, and act on those who hold them. */
    public static boolean governs(Actor actor, Collection<RoleId> roles) {
        var authority = actor.authority();
        return actor.operator() || (authority != null && authority.governs().containsAll(roles));
    }

    /** Whether the actor may act on this member: not on themselves, and only if every role of the member is governed. */
    public static boolean mayActOn(Actor actor, Member member) {
        return !actor.is(member.id()) && governs(actor, member.roles());
    }
}
