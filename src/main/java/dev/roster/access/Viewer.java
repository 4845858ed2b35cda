package dev.roster.access;

import dev.roster.shared.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose view of linked companies a query takes, as it decides what is visible: a person's, according to their grants, or no
 * one's in particular.
 *
 * @param user null if the viewer is not a person
 * @param all whether they may manage every company, as operators may
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
