package dev.roster.organization;

import dev.roster.access.OrganizationPermit;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.shared.OrganizationId;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The links between organizations, with their events in the audit logs of both. */
@Component
public class Parents {
    private final OrganizationRepository repository;
    private final AuditLog audit;

    Parents(OrganizationRepository repository, AuditLog audit) {
        this.repository = repository;
        this.audit = audit;
    }

    /**
     * Links a company without a parent to the organization at hand.
     *
     * @throws dev.roster.shared.ProblemException {@code already-linked} if it has a parent, {@code link-loop} if it is the
     *     organization itself or one above it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void link(OrganizationPermit parent, Organization company) {
        lock(parent, company.id());
        if (company.id().equals(parent.organization()) || repository.isUnder(parent.organization(), company.id())) {
            throw OrganizationProblem.LINK_LOOP.with(company.name());
        }
        if (!repository.setParent(parent, company.id(), null, parent.organization())) {
            throw OrganizationProblem.ALREADY_LINKED.with(company.name());
        }
        record(parent, company, linked(company));
    }

    /** Ends the link; the company stands on its own again. False if it was not linked to the organization at hand. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean unlink(OrganizationPermit parent, Organization company) {
        lock(parent, company.id());
        if (!repository.setParent(parent, company.id(), parent.organization(), null)) {
            return false;
        }
        record(
                parent,
                company,
                NewAuditEvent.of(CompanyAction.UNLINKED)
                        .to("organization", company.id().value())
                        .before(facts(company)));
        return true;
    }

    static NewAuditEvent linked(Organization company) {
        return NewAuditEvent.of(CompanyAction.LINKED)
                .to("organization", company.id().value())
                .after(facts(company));
    }

    /** Locks the parent before the company, as everywhere, so that two transactions that lock both cannot deadlock. */
    private void lock(OrganizationPermit parent, OrganizationId company) {
        repository.lock(parent.organization());
        repository.lock(company);
    }

    /** Records it in the logs of both. */
    void record(OrganizationPermit parent, Organization company, NewAuditEvent event) {
        audit.record(parent, event);
        audit.record(parent.asEffectIn(company.id()), event.byTeamOf(parent.organization()));
    }

    private static Map<String, String> facts(Organization company) {
        return Map.of("name", company.name(), "slug", company.slug());
    }
}
