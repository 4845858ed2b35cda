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
 * One thing that was done.
 *
 * @param actor who did it; its name is null where they were erased
 * @param organization where, or null for what belongs to none
 * @param organizationName what that is called now
 * @param homeOrganization the actor's own organization, where they acted in another
 * @param homeName what that is called now
 * @param target whom or what it was done to, or null where it was done to the organization itself
 * @param withheld whether the reader may not know whom or what it was done to: it happened in a company that they may not
 *     manage
 * @param source the address that it was done from, where that is kept: for signing in
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

    /** One value that the event set, changed or took away. */
    public record Change(
            String field, @Nullable String before, @Nullable String after) {
        /** {@code added}, {@code changed} or {@code removed}. */
        public String kind() {
            return before == null ? "added" : after == null ? "removed" : "changed";
        }
    }

    /** What differs between before and after, by field. */
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
