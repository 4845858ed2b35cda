package dev.roster.auditlog;

import dev.roster.access.Actor;
import dev.roster.api.Query;
import dev.roster.api.Responses;
import dev.roster.api.Shape;
import dev.roster.files.FileFormat;
import dev.roster.http.OrganizationAtHand;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The REST API for exporting the audit log. */
@RestController
@RequestMapping("/api/v1/organizations/{organization}")
class AuditExportApi {
    private final AuditExports exports;

    AuditExportApi(AuditExports exports) {
        this.exports = exports;
    }

    /** The filters of the export: those of the list, without paging. */
    record ExportQuery(
            @Nullable UUID actor,
            @Shape(pattern = "[a-z_]+\\.[a-z_]+") @Nullable String action,
            @Nullable UUID target,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String company) {
        AuditFilter read() {
            return AuditApi.filter(actor, action, target, from, to, company);
        }
    }

    /**
     * The same for CSV.
     *
     * @param bom whether the file begins with a byte-order mark
     */
    record CsvQuery(
            @Nullable UUID actor,
            @Shape(pattern = "[a-z_]+\\.[a-z_]+") @Nullable String action,
            @Nullable UUID target,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String company,
            boolean bom) {
        AuditFilter read() {
            return AuditApi.filter(actor, action, target, from, to, company);
        }
    }

    @GetMapping(path = "/audit-events.csv", produces = FileFormat.TEXT_CSV)
    @Responses({"forbidden", "too-many-requests", "busy"})
    void csv(Actor actor, OrganizationAtHand organization, @Query CsvQuery query, HttpServletResponse response)
            throws IOException {
        exports.send(actor, organization, query.read(), FileFormat.CSV, query.bom(), response);
    }

    @GetMapping(path = "/audit-events.ndjson", produces = FileFormat.LINES_OF_JSON)
    @Responses({"forbidden", "too-many-requests", "busy"})
    void lines(Actor actor, OrganizationAtHand organization, @Query ExportQuery query, HttpServletResponse response)
            throws IOException {
        exports.send(actor, organization, query.read(), FileFormat.NDJSON, false, response);
    }
}
