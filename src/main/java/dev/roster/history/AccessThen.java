package dev.roster.history;

import dev.roster.shared.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person could do at some moment.
 *
 * @param name their current name; null for an erased person
 * @param roles the roles that they held then, by name, and how
 */
public record AccessThen(UserId user, @Nullable String name, List<RoleThen> roles) {
    public AccessThen {
        roles = List.copyOf(roles);
    }

    /**
     * @param role its key, and {@code roleName} its name at that moment
     * @param group the name of the group that carried it then; null if none did
     * @param from the name of the organization whose grant gave it; null if none did
     */
    public record RoleThen(
            String role,
            String roleName,
            Through through,
            @Nullable String group,
            @Nullable String from) {}
}
