package dev.roster.people;

import dev.roster.access.OrganizationPermit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.membership.Member;
import dev.roster.membership.MemberRepository;
import dev.roster.membership.Transition;
import dev.roster.membership.UserProblem;
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

    /** @throws dev.roster.shared.ProblemException if the member's current status does not allow it */
    void move(OrganizationPermit granted, Member before, Transition transition) {
        if (!repository.move(granted, before.id(), transition, clock.instant())) {
            throw UserProblem.NOT_IN_THIS_STATUS.with(
                    transition.key(), before.status().key());
        }
        audit.record(
                granted,
                NewAuditEvent.of(transition)
                        .to(before.id())
                        .before(Map.of("status", before.status().key()))
                        .after(Map.of("status", transition.to().key())));
    }
}
