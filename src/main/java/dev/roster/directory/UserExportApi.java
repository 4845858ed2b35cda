package dev.roster.directory;

import dev.roster.access.Actor;
import dev.roster.api.Query;
import dev.roster.api.Responses;
import dev.roster.api.Shape;
import dev.roster.directory.UserQuery.Exactly;
import dev.roster.files.FileFormat;
import dev.roster.http.OrganizationAtHand;
import dev.roster.membership.ListStatus;
import dev.roster.shared.Bounds;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The REST API for exporting the list of users. */
@RestController
@RequestMapping("/api/v1/organizations/{organization}")
class UserExportApi {
    private final UserExports exports;

    UserExportApi(UserExports exports) {
        this.exports = exports;
    }

    /** The filters and order of the export: those of the list, without paging. */
    record ExportQuery(
            @Shape(most = Bounds.SEARCH) @Nullable String search,
            @Shape(keys = ListStatus.class) @Nullable String status,
            @Nullable String role,
            @Nullable String group,
            @Shape(most = Bounds.EXTERNAL_ID) @Nullable String externalId,

            @Shape(format = "email", most = Bounds.EMAIL) @Nullable String email,

            @Nullable Instant lastSignInBefore,
            boolean neverSignedIn,

            @Shape(values = {"name", "-name", "createdAt", "-createdAt", "lastSignInAt", "-lastSignInAt"}) @Nullable String sort) {
        UserQuery read() {
            return UserQuery.of(search, status, role, group, null, sort)
                    .with(new Exactly(externalId, email, lastSignInBefore, neverSignedIn));
        }
    }

    /**
     * The same for CSV.
     *
     * @param bom whether the file begins with a byte-order mark
     */
    record CsvQuery(
            @Shape(most = Bounds.SEARCH) @Nullable String search,
            @Shape(keys = ListStatus.class) @Nullable String status,
            @Nullable String role,
            @Nullable String group,

            @Shape(most = Bounds.EXTERNAL_ID) @Nullable String externalId,

            @Shape(format = "email", most = Bounds.EMAIL) @Nullable String email,

            @Nullable Instant lastSignInBefore,
            boolean neverSignedIn,

            @Shape(values = {"name", "-name", "createdAt", "-createdAt", "lastSignInAt", "-lastSignInAt"}) @Nullable String sort,

            boolean bom) {
        UserQuery read() {
            return new ExportQuery(
                            search, status, role, group, externalId, email, lastSignInBefore, neverSignedIn, sort)
                    .read();
        }
    }

    @GetMapping(path = "/users.csv", produces = FileFormat.TEXT_CSV)
    @Responses({"forbidden", "too-many-requests", "busy"})
    void csv(Actor actor, OrganizationAtHand organization, @Query CsvQuery query, HttpServletResponse response)
            throws IOException {
        exports.send(actor, organization, query.read(), FileFormat.CSV, query.bom(), response);
    }

    @GetMapping(path = "/users.ndjson", produces = FileFormat.LINES_OF_JSON)
    @Responses({"forbidden", "too-many-requests", "busy"})
    void lines(Actor actor, OrganizationAtHand organization, @Query ExportQuery query, HttpServletResponse response)
            throws IOException {
        exports.send(actor, organization, query.read(), FileFormat.NDJSON, false, response);
    }
}
