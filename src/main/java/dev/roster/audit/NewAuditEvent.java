package dev.roster.audit;

import dev.roster.files.FileFormat;
import dev.roster.http.Client;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event to be recorded. Values that name a person go into {@code names…}: they are stored separately and vanish when that
 * person is erased. Passwords, links and tokens are never recorded.
 *
 * @param action as in {@link AuditAction#action}
 * @param home the actor's own organization, if it is not the one where this is recorded; null if that follows from the actor's
 *     rights
 * @param client where the target did it from, for sign-ins; null if it was the actor
 * @param administrators whether it may make someone an administrator, or end that; not recorded
 */
public record NewAuditEvent(
        String action,
        @Nullable OrganizationId home,
        @Nullable String targetKind,
        @Nullable UUID target,
        Map<String, ?> before,
        Map<String, ?> after,
        Map<String, ?> namesBefore,
        Map<String, ?> namesAfter,
        @Nullable Client client,
        boolean administrators) {

    public static NewAuditEvent of(AuditAction action) {
        return new NewAuditEvent(action.action(), null, null, null, Map.of(), Map.of(), Map.of(), Map.of(), null, true);
    }

    /** Sets the person it was done to. */
    public NewAuditEvent to(UserId user) {
        return to("user", user.value());
    }

    public NewAuditEvent to(String kind, UUID id) {
        return new NewAuditEvent(
                action, home, kind, id, before, after, namesBefore, namesAfter, client, administrators);
    }

    public NewAuditEvent before(Map<String, ?> values) {
        return new NewAuditEvent(
                action, home, targetKind, target, values, after, namesBefore, namesAfter, client, administrators);
    }

    public NewAuditEvent after(Map<String, ?> values) {
        return new NewAuditEvent(
                action, home, targetKind, target, before, values, namesBefore, namesAfter, client, administrators);
    }

    /**
     * The export of a file.
     *
     * @param filter what narrowed the list, without naming anyone; empty for nothing
     */
    public NewAuditEvent file(FileFormat format, long rows, String filter) {
        var about = new TreeMap<String, Object>(Map.of("format", format.key(), "rows", rows));
        if (!filter.isEmpty()) {
            about.put("filter", filter);
        }
        return after(about);
    }

    public NewAuditEvent names(Map<String, ?> valuesBefore, Map<String, ?> valuesAfter) {
        return new NewAuditEvent(
                action, home, targetKind, target, before, after, valuesBefore, valuesAfter, client, administrators);
    }

    /** Where the person it was done to did it from; vanishes with their names. */
    public NewAuditEvent from(Client source) {
        return new NewAuditEvent(
                action, home, targetKind, target, before, after, namesBefore, namesAfter, source, administrators);
    }

    /** Rules out that it makes someone an administrator, or ends that. */
    public NewAuditEvent administrators(boolean possible) {
        return new NewAuditEvent(
                action, home, targetKind, target, before, after, namesBefore, namesAfter, client, possible);
    }

    /** Whether it has values that name the person. */
    boolean tellsOfPerson() {
        return !namesBefore.isEmpty() || !namesAfter.isEmpty();
    }

    /** Also recorded in a linked company, for one of this organization's users, unless it was the operator. */
    public NewAuditEvent byTeamOf(OrganizationId organization) {
        return new NewAuditEvent(
                action,
                organization,
                targetKind,
                target,
                before,
                after,
                namesBefore,
                namesAfter,
                client,
                administrators);
    }
}
