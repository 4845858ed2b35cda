package dev.roster.groups;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group that is being created, as typed so far.
 *
 * @param roles keys of roles
 * @param members ids of users
 */
public record NewGroupDraft(String name, String description, List<String> roles, List<String> members) {
    static final NewGroupDraft EMPTY = new NewGroupDraft("", "", List.of(), List.of());

    public NewGroupDraft {
        roles = List.copyOf(roles);
        members = List.copyOf(members);
    }

    /** The input of one step, without the fields of the other steps. */
    record Typed(
            @Nullable String name,
            @Nullable String description,
            @Nullable List<String> roles,
            @Nullable List<String> members) {}

    /** This draft with the input of one step. */
    NewGroupDraft with(NewGroupStep step, Typed typed) {
        return switch (step) {
            case GENERAL -> new NewGroupDraft(text(typed.name), text(typed.description), roles, members);
            case MODULES -> new NewGroupDraft(name, description, list(typed.roles), members);
            case MEMBERS -> new NewGroupDraft(name, description, roles, list(typed.members));
            case OVERVIEW -> this;
        };
    }

    /** The first step that is still incomplete, or the last one. */
    NewGroupStep reached() {
        if (name.isBlank()) {
            return NewGroupStep.GENERAL;
        }
        return roles.isEmpty() ? NewGroupStep.MODULES : NewGroupStep.OVERVIEW;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static List<String> list(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }
}
