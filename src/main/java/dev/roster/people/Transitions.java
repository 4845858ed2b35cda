package dev.roster.people;

import dev.roster.access.OrganizationPermit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.membership.Member;
import dev.roster.membership.MemberRepository;
import dev.roster.membership.Transition;
import dev.roster.membership.UserProblem;
import dev.roster.rights.Members;
import dev.roster.shared.ProblemException;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Moves memberships along the state chart, and records each transition. */
@Component
class Transitions {
    private final MemberRepository repository;
    private final AuditLog audit;
    private final Clock clock;

    Transitions(MemberRepository repository, AuditLog audit, Clock clock) {
        this.repository = repository;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Moves a member who may change meanwhile.
     *
     * @throws dev.roster.shared.ProblemException if the member's current status does not allow it
     */
    void move(OrganizationPermit granted, Member before, Transition transition) {
        if (!repository.move(granted, before.id(), transition, clock.instant())) {
            throw refusal(before, transition);
        }
        audit.record(granted, event(before, transition));
    }

    /**
     * Moves a member who is locked.
     *
     * @return the member afterwards
     * @throws dev.roster.shared.ProblemException if the member's status does not allow it
     */
    Member move(OrganizationPermit granted, Members.Governed governed, Transition transition) {
        var before = governed.member();
        if (!transition.isPossibleFrom(before.status())) {
            throw refusal(before, transition);
        }
        var now = clock.instant();
        repository.moveHeld(granted, before.id(), transition, now);
        audit.record(
                granted,
                event(before, transition).administrators(governed.standing().hasAdministeringRole(before.id())));
        return before.moved(transition, now);
    }

    private static ProblemException refusal(Member before, Transition transition) {
        return UserProblem.NOT_IN_THIS_STATUS.with(
                transition.key(), before.status().key());
    }

    private static NewAuditEvent event(Member before, Transition transition) {
        return NewAuditEvent.of(transition)
                .to(before.id())
                .before(Map.of("status", before.status().key()))
                .after(Map.of("status", transition.to().key()));
    }
}
