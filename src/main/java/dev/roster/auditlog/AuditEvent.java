package dev.roster.auditlog;

import dev.roster.audit.Party;
import dev.roster.shared.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A recorded event.
 *
 * @param actor who did it; its name is null if they were erased
 * @param organization where, or null if it belongs to none
 * @param organizationName the current name of that organization
 * @param homeOrganization the actor's own organization, if they acted in another
 * @param homeName the current name of that organization
 * @param target what it was done to, or null for the organization itself
 * @param withheld whether the target is hidden from the viewer: it happened in a company that they may not manage
 * @param source the address that it was done from; null if Roster did it itself, or the person was erased
 * @param browser a short name of the browser or program that did it
 */
public record AuditEvent(
        UUID id,
        Instant at,
        String action,
        Party actor,
        @Nullable OrganizationId organization,
        @Nullable String organizationName,
        @Nullable OrganizationId homeOrganization,
        @Nullable String homeName,
        @Nullable Party target,
        boolean withheld,
        Map<String, Object> before,
        Map<String, Object> after,
        @Nullable String source,
        @Nullable String browser) {

    /** A value that the event set, changed or removed. */
    public record Change(
            String field, @Nullable String before, @Nullable String after) {
        /** {@code added}, {@code changed} or {@code removed}. */
        public String kind() {
            return before == null ? "added" : after == null ? "removed" : "changed";
        }
    }

    /** The differences between before and after, by field. */
    public List<Change> changes() {
        var fields = new TreeSet<>(before.keySet());
        fields.addAll(after.keySet());
        var changes = new ArrayList<Change>();
        for (var field : fields) {
            var old = text(before.get(field));
            var now = text(after.get(field));
            if (!Objects.equals(old, now)) {
                changes.add(new Change(field, old, now));
            }
        }
        return changes;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
