package dev.roster.auditlog;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.audit.Party;
import dev.roster.auditlog.AuditApi.EventJson;
import dev.roster.files.Downloads;
import dev.roster.files.Downloads.Columns;
import dev.roster.files.FileFormat;
import dev.roster.http.OrganizationAtHand;
import dev.roster.shared.Cursor;
import dev.roster.shared.OrganizationId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Exports the audit log as a file, page by page: an event never changes its place, so no page misses one that existed when the
 * export began. The export itself is recorded as its first event.
 */
@Component
class AuditExports {
    private static final int EVENTS_OF_A_PAGE = 1_000;

    private static final List<String> COLUMNS = List.of(
            "id",
            "at",
            "action",
            "actor.kind",
            "actor.id",
            "actor.name",
            "organization",
            "homeOrganization",
            "target.kind",
            "target.id",
            "target.name",
            "before",
            "after",
            "source",
            "browser");

    private final AuditEvents events;
    private final AuditLog log;
    private final Downloads downloads;
    private final JsonMapper json;
    private final TransactionOperations transactions;

    AuditExports(
            AuditEvents events,
            AuditLog log,
            Downloads downloads,
            JsonMapper json,
            TransactionOperations transactions) {
        this.events = events;
        this.log = log;
        this.downloads = downloads;
        this.json = json;
        this.transactions = transactions;
    }

    void send(
            Actor actor,
            OrganizationAtHand organization,
            AuditFilter filter,
            FileFormat format,
            boolean mark,
            HttpServletResponse response)
            throws IOException {
        var here = organization.id();
        var granted = actor.require(Permission.AUDIT_VIEW, here);
        long rows = events.count(actor, here, filter);
        transactions.executeWithoutResult(transaction -> log.record(
                granted, NewAuditEvent.of(AuditExportAction.EXPORTED).file(format, rows, filter.described())));
        var columns = new Columns<AuditEvent>(COLUMNS, this::cells, EventJson::of);
        downloads.send(
                response,
                here,
                format,
                "audit-events-" + organization.slug(),
                mark,
                columns,
                event -> each(actor, here, filter, event));
    }

    private void each(Actor actor, OrganizationId here, AuditFilter filter, Consumer<AuditEvent> reader) {
        Cursor at = null;
        do {
            var page = events.list(actor, here, filter, at, EVENTS_OF_A_PAGE);
            page.items().forEach(reader);
            at = page.next();
        } while (at != null);
    }

    private @Nullable Object[] cells(AuditEvent event) {
        var shown = EventJson.of(event);
        var actor = shown.actor();
        var target = shown.target() == null ? new Party("", null, null) : shown.target();
        return new @Nullable Object[] {
            shown.id(),
            shown.at(),
            shown.action(),
            actor.kind(),
            actor.id(),
            actor.name(),
            shown.organization(),
            shown.homeOrganization(),
            target.kind(),
            target.id(),
            target.name(),
            text(shown.before()),
            text(shown.after()),
            shown.source(),
            shown.browser()
        };
    }

    /** As JSON: the details of an event differ by action. */
    private String text(Map<String, Object> values) {
        return values.isEmpty() ? "" : json.writeValueAsString(values);
    }
}
