package dev.roster.bulk;

import dev.roster.access.Actor;
import dev.roster.access.Expected;
import dev.roster.bulk.Outcome.Skipped;
import dev.roster.directory.BulkAction;
import dev.roster.groups.GroupMembers;
import dev.roster.membership.Member;
import dev.roster.membership.Member.HeldGroup;
import dev.roster.membership.Savepoints;
import dev.roster.people.Memberships;
import dev.roster.people.Removals;
import dev.roster.people.RoleAssignments;
import dev.roster.rights.Members;
import dev.roster.shared.GroupId;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Applies one action to many people, one after the other, and can preview the outcome by doing it and rolling back. So the
 * preview follows from the same rules that decide.
 */
@Component
class BulkActions {
    /** How many are previewed under one lock: an action on one can get in the way of the next. */
    private static final int REHEARSED_TOGETHER = 50;

    private final Members members;
    private final Memberships memberships;
    private final RoleAssignments assignments;
    private final Removals removals;
    private final GroupMembers groupMembers;
    private final BulkMails mails;
    private final Savepoints savepoints;

    BulkActions(
            Members members,
            Memberships memberships,
            RoleAssignments assignments,
            Removals removals,
            GroupMembers groupMembers,
            BulkMails mails,
            Savepoints savepoints) {
        this.members = members;
        this.memberships = memberships;
        this.assignments = assignments;
        this.removals = removals;
        this.groupMembers = groupMembers;
        this.mails = mails;
        this.savepoints = savepoints;
    }

    /** The action on one person. */
    private interface Operation {
        /** @return whether there was anything to change */
        boolean reaches(Member member);
    }

    /** Previews who would be affected and who not, under the current rules and the actor's current rights. */
    Outcome rehearse(Actor actor, OrganizationId organization, BulkCommand command, List<UserId> users) {
        actor.require(command.action().permission(), organization);
        var outcome = Outcome.NOBODY;
        for (int from = 0; from < users.size(); from += REHEARSED_TOGETHER) {
            var some = users.subList(from, Math.min(users.size(), from + REHEARSED_TOGETHER));
            outcome = outcome.and(
                    savepoints.undone(() -> each(organization, some, member -> rehearse(actor, command, member))));
        }
        return outcome;
    }

    private boolean rehearse(Actor actor, BulkCommand command, Member member) {
        if (!BulkMails.are(command.action())) {
            return savepoints.within(() -> act(actor, command, member));
        }
        var obstacle = mails.findObstacle(actor, command.action(), member);
        if (obstacle.isPresent()) {
            throw obstacle.get();
        }
        return true;
    }

    /** Applies the action, in a transaction per person: what is done stays done, whatever happens to the next. */
    Outcome run(Actor actor, OrganizationId organization, BulkCommand command, List<UserId> users) {
        actor.require(command.action().permission(), organization);
        return each(organization, users, member -> act(actor, command, member));
    }

    /** Emails each of them the link to set their first password, as {@link #run} does. */
    Outcome sendLinks(Actor actor, OrganizationId organization, List<UserId> users) {
        actor.require(BulkAction.SEND_LINK.permission(), organization);
        return each(organization, users, member -> {
            mails.sendLink(actor, member);
            return true;
        });
    }

    private Outcome each(OrganizationId organization, List<UserId> users, Operation operation) {
        var touched = new ArrayList<Member>();
        var skipped = new ArrayList<Skipped>();
        int unknown = 0;
        for (var user : users) {
            var member = members.find(organization, user).orElse(null);
            if (member == null) {
                unknown++;
                continue;
            }
            try {
                if (operation.reaches(member)) {
                    touched.add(member);
                } else {
                    skipped.add(new Skipped(member, null));
                }
            } catch (ProblemException | InvalidException refused) {
                skipped.add(new Skipped(member, refused));
            }
        }
        return new Outcome(touched, skipped, unknown);
    }

    private boolean act(Actor actor, BulkCommand command, Member member) {
        var here = member.organization();
        var user = member.id();
        switch (command.action()) {
            case CHANGE_ROLE -> {
                return assignments
                                .changeRole(actor, here, user, command.role(), Expected.ANY)
                                .version()
                        != member.version();
            }
            case ADD_TO_GROUPS -> {
                return addToGroups(actor, member, command.groups());
            }
            case SEND_INVITATION, SEND_LINK -> mails.send(actor, command.action(), member);
            case REVOKE_INVITATION -> removals.revokeInvitation(actor, here, user);
            case ACTIVATE -> memberships.activate(actor, here, user);
            case DEACTIVATE -> memberships.deactivate(actor, here, user);
            case REMOVE -> removals.remove(actor, here, user);
            case DELETE -> memberships.delete(actor, here, user, Expected.ANY);
        }
        return true;
    }

    /** Adds them to the groups that they do not belong to yet: to all of them or none. */
    private boolean addToGroups(Actor actor, Member member, Collection<GroupId> groups) {
        var held = member.groups().stream().map(HeldGroup::id).collect(Collectors.toSet());
        var missing = groups.stream().filter(group -> !held.contains(group)).toList();
        return savepoints.within(() -> {
            missing.forEach(group -> groupMembers.add(actor, member.organization(), group, Set.of(member.id())));
            return !missing.isEmpty();
        });
    }
}
