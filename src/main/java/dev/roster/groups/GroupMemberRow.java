package dev.roster.groups;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.group.Group;
import dev.roster.http.Texts;
import dev.roster.membership.GroupMember;
import dev.roster.rights.Reach;
import org.jspecify.annotations.Nullable;

/**
 * A member in the list of a group's members.
 *
 * @param removable whether the viewer may remove people from groups
 * @param reason why this one cannot be removed, or null
 */
public record GroupMemberRow(
        GroupMember person, boolean removable, @Nullable String reason) {

    static GroupMemberRow of(Texts texts, Actor actor, Group group, GroupMember person) {
        boolean removable = actor.may(Permission.USERS_ASSIGN_ROLE, group.organization());
        if (actor.is(person.id())) {
            return new GroupMemberRow(person, removable, texts.get("group.people.oneself"));
        }
        return new GroupMemberRow(
                person,
                removable,
                Reach.governs(actor, person.roles()) ? null : texts.get("group.people.not-governed"));
    }
}
