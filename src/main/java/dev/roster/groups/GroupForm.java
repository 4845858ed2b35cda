package dev.roster.groups;

import dev.roster.group.Group;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group's name and description, or its modules, as typed.
 *
 * @param version of the group as the form showed it
 */
public record GroupForm(
        @Nullable String name,
        @Nullable String description,
        @Nullable List<String> roles,
        @Nullable Long version) {

    static GroupForm of(Group group) {
        return new GroupForm(group.name(), group.description(), group.roleKeys(), group.version());
    }

    public List<String> rolesOrNone() {
        return roles == null ? List.of() : roles;
    }

    GroupChange text() {
        return new GroupChange(name == null ? "" : name, description == null ? "" : description, null);
    }

    GroupChange modules() {
        return new GroupChange(null, null, rolesOrNone());
    }
}
