package dev.roster.user;

import dev.roster.access.Granted;
import dev.roster.audit.AuditLog;
import dev.roster.group.GroupMembers;
import dev.roster.organization.Policy;
import dev.roster.shared.ProblemException;
import dev.roster.shared.UserId;
import dev.roster.user.Imported.Outcome;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** For rows whose address is somebody's already who is not here: offers them a membership, where the policy lets others in. */
@Component
class GuestImports {
    private final MemberRepository members;
    private final NewcomerRepository newcomers;
    private final Addresses addresses;
    private final GroupMembers groupMembers;
    private final Savepoints savepoints;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    GuestImports(
            MemberRepository members,
            NewcomerRepository newcomers,
            Addresses addresses,
            GroupMembers groupMembers,
            Savepoints savepoints,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.members = members;
        this.newcomers = newcomers;
        this.addresses = addresses;
        this.groupMembers = groupMembers;
        this.savepoints = savepoints;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** What became of the row, which could not be inserted because the address or the user name is taken. */
    Imported invite(Granted granted, Policy policy, Newcomer row, boolean mail) {
        try {
            return Imported.of(Outcome.CREATED, savepoints.within(() -> offer(granted, policy, row, mail)));
        } catch (ProblemException refused) {
            return Imported.rejected(null, refused);
        }
    }

    private UserId offer(Granted granted, Policy policy, Newcomer row, boolean mail) {
        var profile = row.profile();
        if (row.status() != MembershipStatus.INVITED || !addresses.mayInvite(granted.organization(), profile, policy)) {
            throw taken(granted, profile);
        }
        var role = row.role();
        var user = members.insertGuest(
                        granted,
                        profile,
                        role == null ? null : role.id(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS))
                .orElseThrow(() -> taken(granted, profile));
        Members.requireAnother(granted, user);
        if (row.externalId() != null) {
            newcomers.setExternalId(granted, user, row.externalId());
        }
        if (!row.groups().isEmpty()) {
            groupMembers.joinAll(granted, Map.of(user, row.groups()));
        }
        audit.record(granted, UserImports.event(row).to(user));
        events.publishEvent(
                new MemberInvited(granted, user, profile, policy.links().forInvitation(), mail));
        return user;
    }

    private ProblemException taken(Granted granted, Profile profile) {
        addresses.count(granted.actor());
        return addresses.taken(granted.organization(), profile);
    }
}
