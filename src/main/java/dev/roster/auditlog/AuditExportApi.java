package dev.roster.auditlog;

import dev.roster.access.Actor;
import dev.roster.api.Query;
import dev.roster.api.Responses;
import dev.roster.auditlog.AuditApi.EventQuery;
import dev.roster.files.FileFormat;
import dev.roster.http.OrganizationAtHand;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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

    /** @param bom whether the file begins with a byte-order mark */
    record CsvQuery(@Query EventQuery filter, boolean bom) {}

    @GetMapping(path = "/audit-events.csv", produces = FileFormat.TEXT_CSV)
    @Responses({"forbidden", "too-many-requests", "busy"})
    void csv(Actor actor, OrganizationAtHand organization, @Query CsvQuery query, HttpServletResponse response)
            throws IOException {
        exports.send(actor, organization, query.filter().read(), FileFormat.CSV, query.bom(), response);
    }

    @GetMapping(path = "/audit-events.ndjson", produces = FileFormat.LINES_OF_JSON)
    @Responses({"forbidden", "too-many-requests", "busy"})
    void lines(Actor actor, OrganizationAtHand organization, @Query EventQuery query, HttpServletResponse response)
            throws IOException {
        exports.send(actor, organization, query.read(), FileFormat.NDJSON, false, response);
    }
}
