package dev.roster.history;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.files.Downloads;
import dev.roster.files.Downloads.Columns;
import dev.roster.files.FileFormat;
import dev.roster.http.OrganizationAtHand;
import dev.roster.shared.UserId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Who had access at some moment, as a file with one row for each role that somebody held. The export is recorded. */
@Component
class AccessReviewExports {
    private final AccessReview review;
    private final AuditLog log;
    private final Downloads downloads;
    private final TransactionOperations transactions;

    AccessReviewExports(AccessReview review, AuditLog log, Downloads downloads, TransactionOperations transactions) {
        this.review = review;
        this.log = log;
        this.downloads = downloads;
        this.transactions = transactions;
    }

    /**
     * A row of the file.
     *
     * @param name null for an erased person
     */
    record Row(
            String user,
            @Nullable String name,
            String role,
            String roleName,
            String through,
            @Nullable String group,
            @Nullable String from) {}

    private static final List<String> COLUMNS = List.of("user", "name", "role", "roleName", "through", "group", "from");

    void send(
            Actor actor,
            OrganizationAtHand organization,
            Instant moment,
            @Nullable UserId person,
            FileFormat format,
            HttpServletResponse response)
            throws IOException {
        var here = organization.id();
        var granted = actor.require(Permission.AUDIT_VIEW, here);
        transactions.executeWithoutResult(_ -> log.record(
                granted,
                NewAuditEvent.of(AccessReviewAction.EXPORTED)
                        .after(Map.of("format", format.key(), "asOf", moment.toString()))));
        var columns = new Columns<Row>(
                COLUMNS,
                row -> new @Nullable Object[] {
                    row.user(), row.name(), row.role(), row.roleName(), row.through(), row.group(), row.from()
                },
                row -> row);
        downloads.send(
                response,
                here,
                format,
                "access-" + organization.slug(),
                true,
                columns,
                write -> review.each(
                        actor,
                        here,
                        moment,
                        person,
                        then -> then.roles()
                                .forEach(held -> write.accept(new Row(
                                        then.user().toString(),
                                        then.name(),
                                        held.role(),
                                        held.roleName(),
                                        held.through().key(),
                                        held.group(),
                                        held.from())))));
    }
}
