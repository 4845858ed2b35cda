package dev.roster.applicationuse;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.application.ApplicationRepository;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.oidc.Endings;
import dev.roster.shared.OrganizationId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows an organization the applications that its people may use, and lets it deactivate those that are optional. */
@Component
class UsedApplications {
    private final UseRepository repository;
    private final ApplicationRepository applications;
    private final Endings endings;
    private final AuditLog audit;
    private final Clock clock;

    UsedApplications(
            UseRepository repository,
            ApplicationRepository applications,
            Endings endings,
            AuditLog audit,
            Clock clock) {
        this.repository = repository;
        this.applications = applications;
        this.endings = endings;
        this.audit = audit;
        this.clock = clock;
    }

    /** By name. */
    public List<UsedApplication> list(Actor actor, OrganizationId organization) {
        actor.require(Permission.ORGANIZATION_ADMINISTER, organization);
        return repository.list(organization, clock.instant());
    }

    /** @throws dev.roster.shared.ProblemException {@code not-found} if the organization may not use it */
    public UsedApplication get(Actor actor, OrganizationId organization, UUID id) {
        actor.require(Permission.ORGANIZATION_ADMINISTER, organization);
        return repository.find(organization, id, clock.instant()).orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    /**
     * Nobody of the organization can use it any more, and its people's sign-ins to it end.
     *
     * @throws dev.roster.shared.ProblemException {@code application-not-optional}
     */
    @Transactional
    public UsedApplication deactivate(Actor actor, OrganizationId organization, UUID id) {
        var granted = actor.require(Permission.ORGANIZATION_ADMINISTER, organization);
        var application = get(actor, organization, id);
        if (!application.optional()) {
            throw UseProblem.APPLICATION_NOT_OPTIONAL.with(application.name());
        }
        if (application.active()) {
            applications.deactivate(granted, id, clock.instant());
            endings.endAt(granted, id);
            audit.record(granted, named(NewAuditEvent.of(UseAction.DEACTIVATED), application, false));
        }
        return get(actor, organization, id);
    }

    /** Ends {@link #deactivate}. */
    @Transactional
    public UsedApplication activate(Actor actor, OrganizationId organization, UUID id) {
        var granted = actor.require(Permission.ORGANIZATION_ADMINISTER, organization);
        var application = get(actor, organization, id);
        if (!application.active()) {
            applications.activate(granted, id);
            audit.record(granted, named(NewAuditEvent.of(UseAction.ACTIVATED), application, true));
        }
        return get(actor, organization, id);
    }

    private static NewAuditEvent named(NewAuditEvent event, UsedApplication application, boolean active) {
        return event.to("application", application.id())
                .before(Map.of("name", application.name(), "active", !active))
                .after(Map.of("name", application.name(), "active", active));
    }
}
