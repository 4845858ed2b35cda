package dev.roster.audit;

import dev.roster.shared.UserId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be recorded. Values that name a person go into {@code names…}: they are kept apart and vanish when
 * that person is erased. A password, link or token goes nowhere.
 *
 * @param action {@code thing.done}, in the past tense; its sentence is the message {@code audit.<action>}
 */
public record NewAuditEvent(
        String action,
        @Nullable String targetKind,
        @Nullable UUID target,
        Map<String, ?> before,
        Map<String, ?> after,
        Map<String, ?> namesBefore,
        Map<String, ?> namesAfter) {

    public static NewAuditEvent of(String action) {
        return new NewAuditEvent(action, null, null, Map.of(), Map.of(), Map.of(), Map.of());
    }

    /** Whom it was done to. */
    public NewAuditEvent to(UserId user) {
        return to("user", user.value());
    }

    public NewAuditEvent to(String kind, UUID id) {
        return new NewAuditEvent(action, kind, id, before, after, namesBefore, namesAfter);
    }

    public NewAuditEvent before(Map<String, ?> values) {
        return new NewAuditEvent(action, targetKind, target, values, after, namesBefore, namesAfter);
    }

    public NewAuditEvent after(Map<String, ?> values) {
        return new NewAuditEvent(action, targetKind, target, before, values, namesBefore, namesAfter);
    }

    public NewAuditEvent names(Map<String, ?> valuesBefore, Map<String, ?> valuesAfter) {
        return new NewAuditEvent(action, targetKind, target, before, after, valuesBefore, valuesAfter);
    }
}
