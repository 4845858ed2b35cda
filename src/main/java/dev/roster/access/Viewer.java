package dev.roster.access;

import dev.roster.shared.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose view of linked companies it is, where a query decides what they see: a person's, by what they are granted, or nobody's
 * in particular.
 *
 * @param user null for who is no person
 * @param all whether every company is theirs to manage: the operator's are
 */
public record Viewer(@Nullable UserId user, boolean all) {
    public static final Viewer NOBODY = new Viewer(null, false);

    public static Viewer of(Actor actor) {
        return new Viewer(actor.person().orElse(null), actor.operator());
    }

    public @Nullable UUID id() {
        return user == null ? null : user.value();
    }
}
