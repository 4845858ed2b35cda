package dev.roster.auditlog;

import dev.roster.access.AccessProblem;
import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.access.Viewer;
import dev.roster.shared.Cursor;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Page;
import dev.roster.shared.Text;
import dev.roster.standby.Standby;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the audit log: searches, counts and later pages from the stand-by if there is one. The first page of everything comes
 * from the primary, so that people find what they have just done.
 */
@Component
public class AuditEvents {
    private final AuditEventRepository repository;
    private final Standby standby;

    AuditEvents(AuditEventRepository repository, Standby standby) {
        this.repository = repository;
        this.standby = standby;
    }

    /** One page, newest first. */
    public Page<AuditEvent> list(
            Actor actor, OrganizationId organization, AuditFilter filter, @Nullable Cursor at, int limit) {
        actor.require(Permission.AUDIT_VIEW, organization);
        Supplier<List<AuditEvent>> reading = () -> filter.company() == null
                ? repository.list(organization, filter, at, limit + 1)
                : repository.listOfTeam(
                        organization, company(organization, filter), Viewer.of(actor), filter, at, limit + 1);
        var rows = filter.isEmpty() && at == null ? reading.get() : standby.read(reading);
        return Page.of(rows, limit, at, event -> new Cursor.Position("", event.id()));
    }

    /** One of the organization's own events. */
    public AuditEvent get(Actor actor, OrganizationId organization, UUID id) {
        actor.require(Permission.AUDIT_VIEW, organization);
        return repository.find(organization, id).orElseThrow(AccessProblem.NOT_FOUND::with);
    }

    /** The number of events that {@link #list} finds. */
    public long count(Actor actor, OrganizationId organization, AuditFilter filter) {
        actor.require(Permission.AUDIT_VIEW, organization);
        return standby.read(() -> filter.company() == null
                ? repository.count(organization, filter)
                : repository.countOfTeam(organization, company(organization, filter), Viewer.of(actor), filter));
    }

    /** The first companies by name that the actor may manage for this organization. */
    List<AuditedCompany> listCompanies(Actor actor, OrganizationId organization, int most) {
        return actor.person()
                .map(person -> repository.listCompanies(organization, person, most))
                .orElse(List.of());
    }

    /** One page of events of no organization, for the operator. */
    public Page<AuditEvent> listOfInstallation(Actor actor, AuditFilter filter, @Nullable Cursor at, int limit) {
        var rows = repository.listOfInstallation(actor.requireOperator(), filter, at, limit + 1);
        return Page.of(rows, limit, at, event -> new Cursor.Position("", event.id()));
    }

    /** The requested company, or null for all. */
    private @Nullable OrganizationId company(OrganizationId organization, AuditFilter filter) {
        return AuditFilter.ALL_COMPANIES.equals(filter.company())
                ? null
                : Optional.ofNullable(filter.company())
                        .filter(text -> !Text.hasControlCharacters(text))
                        .flatMap(text -> repository.findCompany(organization, text))
                        .orElseThrow(() -> InvalidException.of("company", "unknown"));
    }
}
