package dev.roster.groups;

import dev.roster.api.NullAsEmpty;
import dev.roster.api.Shape;
import dev.roster.shared.Bounds;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/** The JSON of a group in requests. */
final class GroupBody {
    private GroupBody() {}

    /** @param roles keys of the roles it will carry */
    record New(
            @Shape(required = true, least = 1, most = Bounds.NAME) @Nullable String name,

            @Shape(most = Bounds.DESCRIPTION) @Nullable String description,
            @Nullable List<String> roles) {
        NewGroup read() {
            return new NewGroup(
                    name == null ? "" : name,
                    description == null ? "" : description,
                    roles == null ? List.of() : roles,
                    Set.of());
        }
    }

    /** Omitted members stay, null empties them (RFC 7396, section 1). */
    record Change(
            @Shape(most = Bounds.NAME) @JsonDeserialize(using = NullAsEmpty.class) @Nullable String name,

            @Shape(most = Bounds.DESCRIPTION) @JsonDeserialize(using = NullAsEmpty.class) @Nullable String description,

            @Nullable List<String> roles) {
        GroupChange read() {
            return new GroupChange(name, description, roles);
        }
    }
}
