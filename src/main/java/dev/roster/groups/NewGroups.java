package dev.roster.groups;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.draft.Draft;
import dev.roster.draft.Drafts;
import dev.roster.group.Group;
import dev.roster.group.GroupProblem;
import dev.roster.group.GroupRepository;
import dev.roster.membership.GroupMember;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Creates groups step by step: nothing exists before the last one. */
@Component
class NewGroups {
    private static final Draft.Kind<NewGroupDraft> KIND = new Draft.Kind<>("group", NewGroupDraft.class);

    private final Drafts drafts;
    private final Groups groups;
    private final GroupMembers members;
    private final GroupRepository repository;

    NewGroups(Drafts drafts, Groups groups, GroupMembers members, GroupRepository repository) {
        this.drafts = drafts;
        this.groups = groups;
        this.members = members;
        this.repository = repository;
    }

    Draft<NewGroupDraft> begin(Actor.SignedIn actor, OrganizationId organization, NewGroupDraft typed) {
        actor.require(Permission.GROUPS_MANAGE, organization);
        return drafts.create(actor, organization, KIND, typed);
    }

    /** Where the creation from this draft led, for a person who goes back to one of its steps. */
    Optional<String> findResult(Actor.SignedIn actor, OrganizationId organization, UUID id) {
        actor.require(Permission.GROUPS_MANAGE, organization);
        return drafts.findResult(actor, organization, id);
    }

    Draft<NewGroupDraft> get(Actor.SignedIn actor, OrganizationId organization, UUID id) {
        actor.require(Permission.GROUPS_MANAGE, organization);
        return drafts.get(actor, organization, KIND, id);
    }

    void keep(Actor.SignedIn actor, OrganizationId organization, Draft<NewGroupDraft> draft) {
        actor.require(Permission.GROUPS_MANAGE, organization);
        drafts.save(actor, organization, draft);
    }

    /** Refuses at each step what the creation would refuse in the end. */
    void check(Actor.SignedIn actor, OrganizationId organization, NewGroupStep step, NewGroupDraft typed) {
        actor.require(Permission.GROUPS_MANAGE, organization);
        if (step == NewGroupStep.GENERAL) {
            var text = new GroupText(typed.name(), typed.description());
            text.errors().throwIfAny();
            if (repository.findByName(organization, text.name()).isPresent()) {
                throw GroupProblem.GROUP_NAME_TAKEN.with(text.name());
            }
        } else if (step == NewGroupStep.MODULES) {
            var errors = new InvalidException.Collector();
            groups.roles(organization, typed.roles(), errors);
            errors.throwIfAny();
        }
    }

    /** Creates the group as typed, with those of its members who are still here, and replaces the draft by the way to it. */
    @Transactional
    Group create(Actor.SignedIn actor, OrganizationId organization, UUID id) {
        var typed = get(actor, organization, id).content();
        var people = members.list(actor, organization, PeoplePicks.users(typed.members())).stream()
                .map(GroupMember::id)
                .collect(Collectors.toSet());
        var group = groups.create(
                actor, organization, new NewGroup(typed.name(), typed.description(), typed.roles(), people));
        drafts.spend(actor, organization, id, "/groups/" + group.id() + "/members");
        return group;
    }
}
