package dev.roster.groups;

import dev.roster.access.Actor;
import dev.roster.http.Texts;
import dev.roster.membership.GroupMember;
import dev.roster.rights.Reach;
import dev.roster.shared.GroupId;
import dev.roster.shared.Ids;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import dev.roster.ui.Picker;
import dev.roster.ui.Picker.Item;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The users offered in a form: those whom the actor may add to a group. */
@Component
class PeoplePicks {
    static final String NAME = "members";

    private final GroupMembers members;

    PeoplePicks(GroupMembers members) {
        this.members = members;
    }

    /**
     * @param chosen ids of users; those who are not here are ignored
     * @param outside excludes members of this group; null for no exclusion
     */
    Picker of(
            Texts texts,
            Actor actor,
            OrganizationId organization,
            Collection<String> chosen,
            @Nullable String search,
            @Nullable GroupId outside) {
        var sought = Picker.readSearch(search);
        var ticked = members.list(actor, organization, users(chosen)).stream()
                .map(person -> Item.of(person.id().toString(), person.displayName(), person.signInName()))
                .toList();
        var found = members.find(actor, organization, sought, outside, Picker.mostMatches(ticked.size())).stream()
                .map(person -> item(texts, actor, person))
                .toList();
        return Picker.of(NAME, ticked, sought, found);
    }

    /** The ids sent by the checkboxes. */
    static Set<UserId> users(Collection<String> chosen) {
        return chosen.stream()
                .map(Ids::read)
                .flatMap(Optional::stream)
                .map(UserId::new)
                .collect(Collectors.toSet());
    }

    private static Item item(Texts texts, Actor actor, GroupMember person) {
        var id = person.id().toString();
        if (actor.is(person.id())) {
            return Item.locked(id, person.displayName(), person.signInName(), texts.get("group.people.oneself"));
        }
        return Reach.governs(actor, person.roles())
                ? Item.of(id, person.displayName(), person.signInName())
                : Item.locked(id, person.displayName(), person.signInName(), texts.get("group.people.not-governed"));
    }
}
