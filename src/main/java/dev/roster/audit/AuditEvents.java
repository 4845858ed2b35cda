package dev.roster.audit;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.access.Viewer;
import dev.roster.shared.Cursor;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Page;
import dev.roster.shared.Text;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the audit log. */
@Component
public class AuditEvents {
    private final AuditEventRepository repository;

    AuditEvents(AuditEventRepository repository) {
        this.repository = repository;
    }

    /** One page, the newest first. */
    public Page<AuditEvent> list(
            Actor actor, OrganizationId organization, AuditFilter filter, @Nullable Cursor at, int limit) {
        actor.require(Permission.AUDIT_VIEW, organization);
        var rows = repository.list(organization, filter, at, limit + 1);
        return Page.of(rows, limit, at, event -> new Cursor.Position("", event.id()));
    }

    /**
     * One page of what the organization's own people did in the companies that they manage for it: in this one, or in all.
     *
     * @param company an id or a slug, or null for all
     */
    public Page<AuditEvent> listOfTeam(
            Actor actor,
            OrganizationId organization,
            @Nullable String company,
            AuditFilter filter,
            @Nullable Cursor at,
            int limit) {
        actor.require(Permission.AUDIT_VIEW, organization);
        var rows = repository.listOfTeam(
                organization, company(organization, company), Viewer.of(actor), filter, at, limit + 1);
        return Page.of(rows, limit, at, event -> new Cursor.Position("", event.id()));
    }

    /** How many {@link #listOfTeam} finds. */
    public long countOfTeam(Actor actor, OrganizationId organization, @Nullable String company, AuditFilter filter) {
        actor.require(Permission.AUDIT_VIEW, organization);
        return repository.countOfTeam(organization, company(organization, company), Viewer.of(actor), filter);
    }

    /** The first companies by name that the actor may manage for this organization. */
    List<AuditedCompany> listCompanies(Actor actor, OrganizationId organization, int most) {
        return actor.person()
                .map(person -> repository.listCompanies(organization, person, most))
                .orElse(List.of());
    }

    /** One page of what was done in no organization, for the operator. */
    public Page<AuditEvent> listOfInstallation(Actor actor, AuditFilter filter, @Nullable Cursor at, int limit) {
        var rows = repository.listOfInstallation(actor.requireOperator(), filter, at, limit + 1);
        return Page.of(rows, limit, at, event -> new Cursor.Position("", event.id()));
    }

    public long count(Actor actor, OrganizationId organization, AuditFilter filter) {
        actor.require(Permission.AUDIT_VIEW, organization);
        return repository.count(organization, filter);
    }

    private @Nullable OrganizationId company(OrganizationId organization, @Nullable String reference) {
        return reference == null
                ? null
                : Optional.of(reference)
                        .filter(text -> !Text.hasControlCharacters(text))
                        .flatMap(text -> repository.findCompany(organization, text))
                        .orElseThrow(() -> InvalidException.of("company", "unknown"));
    }
}
