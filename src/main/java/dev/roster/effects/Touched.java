package dev.roster.effects;

import dev.roster.shared.GroupId;
import dev.roster.shared.RoleId;
import org.jspecify.annotations.Nullable;

/**
 * What a change is made to, and so whom it may affect.
 *
 * @param role its holders and its tokens; null for none
 * @param group its members; null for none
 */
public record Touched(@Nullable RoleId role, @Nullable GroupId group) {
    public static Touched role(RoleId role) {
        return new Touched(role, null);
    }

    public static Touched group(GroupId group) {
        return new Touched(null, group);
    }
}
