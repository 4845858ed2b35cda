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
import dev.roster.people.Memberships.AfterRestoring;
import dev.roster.people.Removals;
import dev.roster.people.RoleAssignments;
import dev.roster.rights.Members;
import dev.roster.shared.GroupId;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import dev.roster.undo.Undo;
import dev.roster.undo.Undo.Before;
import dev.roster.undo.Undo.What;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
        /** @return the person afterwards, or null if there was nothing to change */
        @Nullable Member reach(Member member);
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

    private @Nullable Member rehearse(Actor actor, BulkCommand command, Member member) {
        if (!BulkMails.are(command.action())) {
            return savepoints
                    .within(() -> Optional.ofNullable(act(actor, command, member)))
                    .orElse(null);
        }
        var obstacle = mails.findObstacle(actor, command.action(), member);
        if (obstacle.isPresent()) {
            throw obstacle.get();
        }
        return member;
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
            return member;
        });
    }

    private Outcome each(OrganizationId organization, List<UserId> users, Operation operation) {
        var touched = new ArrayList<Member>();
        var befores = new ArrayList<Before>();
        var skipped = new ArrayList<Skipped>();
        int unknown = 0;
        for (var user : users) {
            var member = members.find(organization, user).orElse(null);
            if (member == null) {
                unknown++;
                continue;
            }
            try {
                var after = operation.reach(member);
                if (after != null) {
                    touched.add(member);
                    befores.add(Before.of(member, after.version()));
                } else {
                    skipped.add(new Skipped(member, null));
                }
            } catch (ProblemException | InvalidException refused) {
                skipped.add(new Skipped(member, refused));
            }
        }
        return new Outcome(touched, skipped, unknown, befores);
    }

    private @Nullable Member act(Actor actor, BulkCommand command, Member member) {
        var here = member.organization();
        var user = member.id();
        return switch (command.action()) {
            case CHANGE_ROLE -> {
                var after = assignments.changeRole(actor, here, user, command.role(), Expected.ANY);
                yield after.version() == member.version() ? null : after;
            }
            case ADD_TO_GROUPS -> addToGroups(actor, member, command.groups());
            case SEND_INVITATION, SEND_LINK -> {
                mails.send(actor, command.action(), member);
                yield member;
            }
            case REVOKE_INVITATION -> removals.revokeInvitation(actor, here, user);
            case ACTIVATE -> memberships.activate(actor, here, user);
            case DEACTIVATE -> memberships.deactivate(actor, here, user);
            case REMOVE -> removals.remove(actor, here, user);
            case RESTORE -> memberships.restore(actor, here, user, mailed(member));
            case DELETE -> memberships.delete(actor, here, user, Expected.ANY);
        };
    }

    /** Those who have an address get a link to set a new password. */
    private static AfterRestoring mailed(Member deleted) {
        return deleted.email() == null ? AfterRestoring.MAIL_NOTHING : AfterRestoring.MAIL_A_LINK;
    }

    /** Adds them to the groups that they do not belong to yet: to all of them or none. */
    private @Nullable Member addToGroups(Actor actor, Member member, Collection<GroupId> groups) {
        var held = member.groups().stream().map(HeldGroup::id).collect(Collectors.toSet());
        var missing = groups.stream().filter(group -> !held.contains(group)).toList();
        return savepoints
                .within(() -> {
                    missing.forEach(
                            group -> groupMembers.add(actor, member.organization(), group, Set.of(member.id())));
                    return missing.isEmpty()
                            ? Optional.<Member>empty()
                            : members.find(member.organization(), member.id());
                })
                .orElse(null);
    }

    /**
     * Reverses what was done to people, each by the ordinary operation, under the current rules and rights. People who have changed
     * since are left as they are.
     */
    Outcome undo(Actor actor, OrganizationId organization, Undo undo) {
        var before = undo.users().stream().collect(Collectors.toMap(Before::user, each -> each));
        return each(
                organization,
                undo.users().stream().map(user -> new UserId(user.user())).toList(),
                member -> undo(
                        actor,
                        undo.what(),
                        member,
                        Objects.requireNonNull(before.get(member.id().value()))));
    }

    private Member undo(Actor actor, What what, Member member, Before before) {
        var here = member.organization();
        var user = member.id();
        var expected = Expected.version(before.version());
        return switch (what) {
            case DEACTIVATION -> memberships.activate(actor, here, user, expected);
            case ACTIVATION -> memberships.deactivate(actor, here, user, expected);
            case DELETION -> memberships.restore(actor, here, user, mailed(member), expected);
            case ROLE_CHANGE ->
                assignments.changeRole(actor, here, user, Objects.requireNonNullElse(before.role(), ""), expected);
            case GROUP_CHANGE ->
                assignments.changeGroups(
                        actor,
                        here,
                        user,
                        before.groups().stream().map(UUID::toString).toList(),
                        expected);
        };
    }
}
