package dev.roster.audit;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.shared.Cursor;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the audit log. */
@Component
public class AuditEvents {
    private final AuditRepository repository;

    AuditEvents(AuditRepository repository) {
        this.repository = repository;
    }

    /** One page, the newest first. */
    public Page<AuditEvent> list(
            Actor actor, OrganizationId organization, AuditFilter filter, @Nullable Cursor at, int limit) {
        actor.require(Permission.AUDIT_VIEW, organization);
        var rows = repository.list(organization, filter, at, limit + 1);
        return Page.of(rows, limit, at, event -> new Cursor.Position("", event.id()));
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
}
