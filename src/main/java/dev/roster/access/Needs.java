package dev.roster.access;

import dev.roster.shared.RoleId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The rights that an operation in an organization required: recorded while it runs, so that they can be checked again before
 * its answer is repeated.
 *
 * @param permissions the permissions that were checked
 * @param roles the roles that the actor had to govern
 */
public record Needs(Set<Permission> permissions, Set<RoleId> roles) {
    public Needs {
        permissions = Set.copyOf(permissions);
        roles = Set.copyOf(roles);
    }

    /** The result of an operation, with everything that was checked on the way. */
    public record Met<T>(T result, Needs needs) {}

    /** Runs the operation and records what is checked in this thread meanwhile. */
    public static <T> Met<T> noting(Supplier<T> work) {
        var notes = new Notes();
        T result = ScopedValue.where(Notes.AT_HAND, notes).call(work::get);
        return new Met<>(result, new Needs(notes.permissions, notes.roles));
    }

    /** Records that this permission was required. */
    public static void note(Permission permission) {
        if (Notes.AT_HAND.isBound()) {
            Notes.AT_HAND.get().permissions.add(permission);
        }
    }

    /** Records that the actor had to be allowed to hand out this role, or to act on those who have it. */
    public static void note(RoleId role) {
        if (Notes.AT_HAND.isBound()) {
            Notes.AT_HAND.get().roles.add(role);
        }
    }

    /** Whether the actor still has all of it in the organization at hand. */
    public boolean areMetBy(Actor actor) {
        var authority = actor.authority();
        return actor.operator()
                || (permissions.isEmpty() && roles.isEmpty())
                || (authority != null
                        && authority.permissions().containsAll(permissions)
                        && authority.governs().containsAll(roles));
    }

    private static final class Notes {
        static final ScopedValue<Notes> AT_HAND = ScopedValue.newInstance();

        final Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        final Set<RoleId> roles = new HashSet<>();
    }
}
