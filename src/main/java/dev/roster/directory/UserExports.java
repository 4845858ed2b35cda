package dev.roster.directory;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import dev.roster.files.Downloads;
import dev.roster.files.Downloads.Columns;
import dev.roster.files.FileFormat;
import dev.roster.groups.Groups;
import dev.roster.http.OrganizationAtHand;
import dev.roster.membership.Member;
import dev.roster.membership.Member.HeldGroup;
import dev.roster.membership.Member.HeldRole;
import dev.roster.people.UserJson;
import dev.roster.person.ProfileInput;
import dev.roster.roles.Roles;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Exports the list of users as a file: everyone who matches the filter, as of one moment, so that no one is missing or
 * duplicated because their name changed in the meantime. The export is recorded before the first row is sent. The rows come from
 * the stand-by if there is one.
 */
@Component
class UserExports {
    private static final List<String> COLUMNS = Stream.of(
                    Stream.of("id", "externalId"),
                    ProfileInput.COLUMNS.stream(),
                    Stream.of("status", "role", "groups", "createdAt", "joinedAt", "lastSignInAt", "twoFactor"))
            .flatMap(columns -> columns)
            .toList();

    /** Separates groups in a cell. */
    private static final String SEPARATOR = ";";

    private final UserListRepository repository;
    private final Roles roles;
    private final Groups groups;
    private final Downloads downloads;
    private final AuditLog audit;
    private final Clock clock;
    private final TransactionOperations transactions;

    UserExports(
            UserListRepository repository,
            Roles roles,
            Groups groups,
            Downloads downloads,
            AuditLog audit,
            Clock clock,
            TransactionOperations transactions) {
        this.repository = repository;
        this.roles = roles;
        this.groups = groups;
        this.downloads = downloads;
        this.audit = audit;
        this.clock = clock;
        this.transactions = transactions;
    }

    /**
     * @param mark whether CSV begins with a byte-order mark, for spreadsheets
     * @throws dev.roster.shared.InvalidException as the list does for the same query
     */
    void send(
            Actor actor,
            OrganizationAtHand organization,
            UserQuery query,
            FileFormat format,
            boolean mark,
            HttpServletResponse response)
            throws IOException {
        var here = organization.id();
        var granted = actor.require(Permission.USERS_EXPORT, here);
        var filter = query.filter(roles.list(here), group -> groups.find(here, group));
        UserList.requireMaySee(actor, here, filter);
        transactions.executeWithoutResult(transaction -> {
            int rows = repository.count(here, filter, Integer.MAX_VALUE);
            audit.record(granted, NewAuditEvent.of(UserExportAction.EXPORTED).file(format, rows, query.described()));
        });
        var now = clock.instant();
        var columns = new Columns<Member>(COLUMNS, UserExports::cells, member -> UserJson.of(member, now));
        downloads.send(
                response,
                here,
                format,
                "users-" + organization.slug(),
                mark,
                columns,
                row -> repository.each(here, filter, row));
    }

    private static @Nullable Object[] cells(Member member) {
        return Stream.of(
                        Stream.of(member.id(), member.externalId()),
                        member.profile().typed().parts().values().stream(),
                        Stream.of(
                                member.status().key(),
                                Optional.ofNullable(member.role())
                                        .map(HeldRole::key)
                                        .orElse(null),
                                member.groups().stream()
                                        .map(UserExports::reference)
                                        .collect(Collectors.joining(SEPARATOR)),
                                member.createdAt(),
                                member.joinedAt(),
                                member.lastSignInAt(),
                                member.twoFactor()))
                .flatMap(cells -> cells)
                .toArray();
    }

    /** The group's name; if that would look like two groups, the id. */
    private static String reference(HeldGroup group) {
        return group.name().contains(SEPARATOR) ? group.id().toString() : group.name();
    }
}
