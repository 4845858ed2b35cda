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
 * What is about to be recorded. Values that name a person go into {@code names…}: they are kept apart and vanish when
 * that person is erased. A password, link or token goes nowhere.
 *
 * @param action as {@link AuditAction#action} says it
 * @param home the actor's own organization, where it is not the one where this is recorded; null where that is known
 *     from what the actor holds
 * @param client where it was done from, for signing in; null for all else
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
        @Nullable Client client) {

    public static NewAuditEvent of(AuditAction action) {
        return new NewAuditEvent(action.action(), null, null, null, Map.of(), Map.of(), Map.of(), Map.of(), null);
    }

    /** Whom it was done to. */
    public NewAuditEvent to(UserId user) {
        return to("user", user.value());
    }

    public NewAuditEvent to(String kind, UUID id) {
        return new NewAuditEvent(action, home, kind, id, before, after, namesBefore, namesAfter, client);
    }

    public NewAuditEvent before(Map<String, ?> values) {
        return new NewAuditEvent(action, home, targetKind, target, values, after, namesBefore, namesAfter, client);
    }

    public NewAuditEvent after(Map<String, ?> values) {
        return new NewAuditEvent(action, home, targetKind, target, before, values, namesBefore, namesAfter, client);
    }

    /**
     * What was taken along as a file.
     *
     * @param filter what narrowed the list, in words that name nobody; empty for nothing
     */
    public NewAuditEvent file(FileFormat format, long rows, String filter) {
        var about = new TreeMap<String, Object>(Map.of("format", format.key(), "rows", rows));
        if (!filter.isEmpty()) {
            about.put("filter", filter);
        }
        return after(about);
    }

    public NewAuditEvent names(Map<String, ?> valuesBefore, Map<String, ?> valuesAfter) {
        return new NewAuditEvent(action, home, targetKind, target, before, after, valuesBefore, valuesAfter, client);
    }

    /** Where it was done from. Kept with what names the person whom it was done to, and vanishes with that. */
    public NewAuditEvent from(Client source) {
        return new NewAuditEvent(action, home, targetKind, target, before, after, namesBefore, namesAfter, source);
    }

    /** Whether it holds anything that erasing the person takes away. */
    boolean tellsOfPerson() {
        return !namesBefore.isEmpty() || !namesAfter.isEmpty() || client != null;
    }

    /** Recorded in a linked company, and done by somebody of this organization, unless it was the operator. */
    public NewAuditEvent byTeamOf(OrganizationId organization) {
        return new NewAuditEvent(
                action, organization, targetKind, target, before, after, namesBefore, namesAfter, client);
    }
}
