package dev.roster.groups;

import dev.roster.access.Actor;
import dev.roster.group.Group;
import dev.roster.group.GroupRepository;
import dev.roster.http.Texts;
import dev.roster.rights.Reach;
import dev.roster.shared.GroupId;
import dev.roster.shared.Ids;
import dev.roster.shared.OrganizationId;
import dev.roster.ui.Picker;
import dev.roster.ui.Picker.Item;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The groups offered in a form: those that carry only what the actor may hand out, and the others with the reason why they
 * cannot be chosen. Whether the actor may choose groups at all is up to the caller.
 */
@Component
public class GroupPicker {
    /** The name of the checkboxes. Their values are ids. */
    public static final String NAME = "groups";

    private final GroupRepository groups;

    GroupPicker(GroupRepository groups) {
        this.groups = groups;
    }

    /**
     * @param chosen ids of groups; unknown ones are ignored
     * @param search part of a name, as typed
     */
    public Picker of(
            Texts texts, Actor actor, OrganizationId organization, Collection<String> chosen, @Nullable String search) {
        var wanted = chosen.stream()
                .map(Ids::read)
                .flatMap(Optional::stream)
                .map(GroupId::new)
                .toList();
        var sought = Picker.readSearch(search);
        var ticked = groups.list(organization, wanted).stream()
                .map(group -> item(texts, actor, group))
                .toList();
        var found = groups.listToChoose(organization, Groups.folded(sought), Picker.mostMatches(ticked.size())).stream()
                .map(group -> item(texts, actor, group))
                .toList();
        return Picker.of(NAME, ticked, sought, found);
    }

    private static Item item(Texts texts, Actor actor, Group group) {
        var id = group.id().toString();
        var carried = group.roleNames();
        return Reach.governs(actor, group.roleIds())
                ? Item.of(id, group.name(), carried)
                : Item.locked(id, group.name(), carried, texts.get("group.not-yours"));
    }
}
