package dev.roster.company;

import dev.roster.access.OrganizationPermit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.membership.MembershipEnded;
import dev.roster.organization.Organization;
import dev.roster.person.UserErased;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Creates and ends grants, each with its events in the audit logs of parent and company. Checks no permissions. */
@Component
class GrantRecords {
    private final GrantRepository repository;
    private final AuditLog audit;
    private final Clock clock;

    GrantRecords(GrantRepository repository, AuditLog audit, Clock clock) {
        this.repository = repository;
        this.audit = audit;
        this.clock = clock;
    }

    /** Does nothing if it already exists. */
    void make(OrganizationPermit parent, UserId user, OrganizationId company, String name) {
        if (repository.insert(parent, user, company, clock.instant())) {
            record(
                    parent,
                    company,
                    NewAuditEvent.of(GrantAction.CREATED).to(user).after(Map.of("company", name)));
        }
    }

    /** Grants a company to the person who has just linked it, if they are a team member whom the grant lets in. */
    void grantToMaker(OrganizationPermit parent, Organization company) {
        parent.actor()
                .person()
                .filter(user -> repository.couldBeLive(parent.organization(), user, company.id()))
                .ifPresent(user -> make(parent, user, company.id(), company.name()));
    }

    void end(OrganizationPermit parent, UserId user, OrganizationId company, String name) {
        repository.delete(parent, user, company);
        recordEnd(parent, user, company, name);
    }

    /** Ends every grant for a company that is no longer linked. */
    void endAll(OrganizationPermit parent, Organization company) {
        repository
                .deleteAll(parent.inLinked(company.id(), company.parent()))
                .forEach(user -> recordEnd(parent, user, company.id(), company.name()));
    }

    @EventListener
    void endAll(MembershipEnded ended) {
        repository
                .deleteAll(ended.granted(), ended.user())
                .forEach(gone -> recordEnd(ended.granted(), ended.user(), gone.company(), gone.name()));
    }

    /** That they are gone is recorded in their home's log; who they were must not be recorded anywhere. */
    @EventListener
    void endAll(UserErased erased) {
        repository.deleteEverywhere(erased.granted(), erased.user());
    }

    private void recordEnd(OrganizationPermit parent, UserId user, OrganizationId company, String name) {
        record(parent, company, NewAuditEvent.of(GrantAction.REVOKED).to(user).before(Map.of("company", name)));
    }

    private void record(OrganizationPermit parent, OrganizationId company, NewAuditEvent event) {
        audit.record(parent, event);
        // The company's own log also says whose team they belong to.
        var there = Map.of("parent", parent.organization().toString());
        boolean given = event.before().isEmpty();
        audit.record(
                parent.asEffectIn(company),
                (given ? event.after(with(event.after(), there)) : event.before(with(event.before(), there)))
                        .byTeamOf(parent.organization()));
    }

    private static Map<String, Object> with(Map<String, ?> values, Map<String, ?> more) {
        var all = new HashMap<String, Object>(values);
        all.putAll(more);
        return all;
    }
}
