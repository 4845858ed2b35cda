package dev.roster.group;

import dev.roster.access.Actor;
import dev.roster.shared.GroupId;
import dev.roster.shared.Ids;
import dev.roster.shared.OrganizationId;
import dev.roster.web.Picker;
import dev.roster.web.Texts;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The groups as a form offers them: those that the actor may put somebody into, the others with the reason why not. */
@Component
public class GroupPicks {
    private final Groups groups;

    GroupPicks(Groups groups) {
        this.groups = groups;
    }

    /**
     * @param name of the boxes
     * @param chosen ids of groups; what is none is left out
     */
    public Picker of(
            Texts texts,
            Actor actor,
            OrganizationId organization,
            String name,
            Collection<String> chosen,
            String search) {
        var ids = chosen.stream()
                .flatMap(id -> Ids.read(id).stream())
                .map(GroupId::new)
                .collect(Collectors.toSet());
        var matches = groups.list(actor, organization, search, null, Picker.mostMatches(ids.size()))
                .items();
        return Picker.of(
                name, items(texts, actor, groups.list(organization, ids)), search, items(texts, actor, matches));
    }

    private static List<Picker.Item> items(Texts texts, Actor actor, List<Group> groups) {
        return groups.stream().map(group -> item(texts, actor, group)).toList();
    }

    private static Picker.Item item(Texts texts, Actor actor, Group group) {
        var authority = actor.authority();
        boolean may = actor.operator()
                || group.roles().stream()
                        .allMatch(
                                role -> authority != null && authority.governs().contains(role.id()));
        var id = group.id().toString();
        var roles = group.roles().stream().map(Group.CarriedRole::name).collect(Collectors.joining(", "));
        return may
                ? Picker.Item.of(id, group.name(), roles)
                : Picker.Item.locked(id, group.name(), roles, texts.get("group.not-yours"));
    }
}
