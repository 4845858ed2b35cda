package dev.roster.user;

import dev.roster.access.Actor;
import dev.roster.group.Group;
import java.util.List;

/** The groups to choose from for somebody new: those that carry nothing but what the actor may hand out. */
final class GroupChoices {
    private GroupChoices() {}

    static List<Group> of(Actor actor, List<Group> groups) {
        var authority = actor.authority();
        return groups.stream()
                .filter(group -> actor.operator()
                        || (authority != null
                                && group.roles().stream()
                                        .allMatch(role -> authority.governs().contains(role.id()))))
                .toList();
    }
}
