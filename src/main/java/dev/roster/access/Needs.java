package dev.roster.access;

import dev.roster.shared.RoleId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What it took to be allowed something in an organization: noted while it is done, so that it can be asked again before the
 * answer is repeated.
 *
 * @param permissions those that were checked
 * @param roles those that the actor had to govern
 */
public record Needs(Set<Permission> permissions, Set<RoleId> roles) {
    public Needs {
        permissions = Set.copyOf(permissions);
        roles = Set.copyOf(roles);
    }

    /** What came of some work, with all that was checked on the way. */
    public record Met<T>(T result, Needs needs) {}

    /** Does it, noting what is checked meanwhile in this thread. */
    public static <T> Met<T> noting(Supplier<T> work) {
        var notes = new Notes();
        T result = ScopedValue.where(Notes.AT_HAND, notes).call(work::get);
        return new Met<>(result, new Needs(notes.permissions, notes.roles));
    }

    /** It took that the actor has this permission. */
    public static void note(Permission permission) {
        if (Notes.AT_HAND.isBound()) {
            Notes.AT_HAND.get().permissions.add(permission);
        }
    }

    /** It took that the actor may hand out this role, or act on those who have it. */
    public static void note(RoleId role) {
        if (Notes.AT_HAND.isBound()) {
            Notes.AT_HAND.get().roles.add(role);
        }
    }

    /** Whether the actor still holds all of it in the organization at hand. */
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
