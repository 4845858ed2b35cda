package dev.roster.auditlog;

import dev.roster.access.Actor;
import dev.roster.api.Listing;
import dev.roster.api.PageSize;
import dev.roster.api.Query;
import dev.roster.api.Responses;
import dev.roster.api.Shape;
import dev.roster.audit.Party;
import dev.roster.http.OrganizationAtHand;
import dev.roster.shared.Cursor;
import dev.roster.shared.InvalidException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The REST API for the audit log. */
@RestController
@RequestMapping(path = "/api/v1/organizations/{organization}/audit-events", produces = MediaType.APPLICATION_JSON_VALUE)
class AuditApi {
    private static final Pattern ACTION = Pattern.compile("[a-z_]+\\.[a-z_]+");

    private final AuditEvents events;

    AuditApi(AuditEvents events) {
        this.events = events;
    }

    /**
     * What selects events, for the list and its exports.
     *
     * @param from inclusive
     * @param to exclusive
     * @param company a linked company by id or slug, or {@code all}: what the organization's own users did there
     */
    record EventQuery(
            @Nullable UUID actor,
            @Shape(pattern = "[a-z_]+\\.[a-z_]+") @Nullable String action,
            @Nullable UUID target,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String company) {
        /** @throws InvalidException for an unknown action */
        AuditFilter read() {
            if (action != null && !ACTION.matcher(action).matches()) {
                throw InvalidException.of("action", "unknown");
            }
            return new AuditFilter(
                    actor == null ? null : List.of(actor),
                    action == null ? null : List.of(action),
                    target == null ? null : List.of(target),
                    null,
                    from,
                    to,
                    company);
        }
    }

    record ListEvents(
            PageSize limit, @Nullable Cursor after, @Query EventQuery filter, boolean count) {}

    record EventJson(
            UUID id,
            Instant at,
            String action,
            Party actor,
            @Nullable UUID organization,
            @Nullable UUID homeOrganization,
            @Nullable Party target,
            Map<String, Object> before,
            Map<String, Object> after,
            @Nullable String source,
            @Nullable String browser) {
        static EventJson of(AuditEvent event) {
            var organization = event.organization();
            var home = event.homeOrganization();
            return new EventJson(
                    event.id(),
                    event.at(),
                    event.action(),
                    event.actor(),
                    organization == null ? null : organization.value(),
                    home == null ? null : home.value(),
                    event.target(),
                    event.before(),
                    event.after(),
                    event.source(),
                    event.browser());
        }
    }

    @GetMapping
    @Responses("forbidden")
    Listing<EventJson> list(Actor actor, OrganizationAtHand organization, @Query ListEvents query) {
        var filter = query.filter().read();
        var here = organization.id();
        var page = events.list(actor, here, filter, query.after(), query.limit().rows());
        var total = query.count() ? events.count(actor, here, filter) : null;
        return Listing.of(page, total, EventJson::of);
    }
}
