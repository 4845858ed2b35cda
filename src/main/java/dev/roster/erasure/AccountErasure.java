package dev.roster.erasure;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.credentials.AccessRevocation;
import dev.roster.groups.GroupMembers;
import dev.roster.membership.AccountRepository;
import dev.roster.membership.Member;
import dev.roster.membership.MembershipStatus;
import dev.roster.membership.Transition;
import dev.roster.person.KnownAs;
import dev.roster.person.MemberForgotten;
import dev.roster.person.UserErased;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Carries out an erasure that {@link Erasures} has allowed. */
@Component
class AccountErasure {
    private final AccountRepository accounts;
    private final AccessRevocation revocation;
    private final Traces traces;
    private final GroupMembers groupMembers;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AccountErasure(
            AccountRepository accounts,
            AccessRevocation revocation,
            Traces traces,
            GroupMembers groupMembers,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.accounts = accounts;
        this.revocation = revocation;
        this.traces = traces;
        this.groupMembers = groupMembers;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Erases the person as this organization knows them, but nothing of other organizations. */
    void here(OrganizationPermit granted, Member member, KnownAs known) {
        var user = member.id();
        revocation.endHere(granted, user);
        traces.forgetHere(granted, known);
        groupMembers.leaveAll(granted, user);
        events.publishEvent(new MemberForgotten(granted, user, known));
        accounts.moveHomeFrom(granted, user);
        accounts.forgetHere(granted, user, clock.instant());
        revocation.endSessionsUnlessActive(granted, user);
        record(granted, member, MembershipStatus.REMOVED);
    }

    /** Erases the account, whose links have ended. */
    void everywhere(OrganizationPermit granted, Member member, KnownAs known) {
        var user = member.id();
        accounts.hold(granted, user);
        // An invitation that was in progress until now has created another one.
        revocation.endLinks(granted, user);
        revocation.endAccount(granted, user);
        traces.forget(granted, known);
        groupMembers.leaveEverywhere(granted, user);
        events.publishEvent(new UserErased(granted, user, known));
        accounts.erase(granted, user, clock.instant());
        record(granted, member, MembershipStatus.ERASED);
    }

    private void record(Permit granted, Member member, MembershipStatus after) {
        audit.record(
                granted,
                NewAuditEvent.of(Transition.ERASE)
                        .to(member.id())
                        .before(Map.of("status", member.status().key()))
                        .after(Map.of("status", after.key())));
    }
}
