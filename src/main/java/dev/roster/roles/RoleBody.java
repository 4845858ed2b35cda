package dev.roster.roles;

import dev.roster.access.Permission;
import dev.roster.api.Shape;
import dev.roster.shared.Bounds;
import dev.roster.shared.InvalidException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The JSON of a role in requests. */
final class RoleBody {
    private RoleBody() {}

    /** Omitted members are empty. */
    record New(
            @Shape(required = true, pattern = Bounds.KEY_PATTERN) @Nullable String key,

            @Shape(required = true, least = 1, most = Bounds.SHORT_NAME) @Nullable String name,

            @Shape(most = Bounds.DESCRIPTION) @Nullable String description,
            @Shape(keys = Permission.class) @Nullable List<String> permissions,
            @Nullable List<String> productPermissions,
            @Nullable List<String> governs) {
        NewRole read() {
            return new NewRole(
                    text(key),
                    text(name),
                    text(description),
                    list(permissions),
                    list(productPermissions),
                    list(governs));
        }
    }

    /** The complete new state of the role, in the format of responses; the id may be omitted. */
    record Whole(
            @Nullable UUID id,
            @Shape(required = true) @Nullable String key,

            @Shape(required = true, least = 1, most = Bounds.SHORT_NAME) @Nullable String name,

            @Shape(required = true, most = Bounds.DESCRIPTION) @Nullable String description,

            @Shape(required = true, keys = Permission.class) @Nullable List<String> permissions,

            @Shape(required = true) @Nullable List<String> productPermissions,
            @Shape(required = true) @Nullable List<String> governs) {
        RoleChange read(String keyOfRole, UUID idOfRole) {
            var errors = new InvalidException.Collector();
            if (id != null && !id.equals(idOfRole)) {
                errors.add("id", "fixed");
            }
            if (key != null && !key.equals(keyOfRole)) {
                errors.add("key", "fixed");
            }
            requireThere(errors, "key", key);
            requireThere(errors, "name", name);
            requireThere(errors, "description", description);
            requireThere(errors, "permissions", permissions);
            requireThere(errors, "productPermissions", productPermissions);
            requireThere(errors, "governs", governs);
            errors.throwIfAny();
            return new RoleChange(
                    text(name), text(description), list(permissions), list(productPermissions), list(governs));
        }
    }

    private static void requireThere(InvalidException.Collector errors, String field, @Nullable Object value) {
        if (value == null) {
            errors.add(field, "required");
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static List<String> list(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }
}
