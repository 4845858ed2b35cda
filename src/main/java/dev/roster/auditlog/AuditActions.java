package dev.roster.auditlog;

import dev.roster.api.Constants;
import dev.roster.audit.AuditAction;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** All audited actions of all features, by key. Looked for when they are first needed, since that slows down the start. */
@Component
class AuditActions {
    private final Supplier<List<AuditAction>> actions =
            SingletonSupplier.of(() -> Constants.of(AuditAction.class).stream()
                    .sorted(Comparator.comparing(AuditAction::action))
                    .toList());

    /** In alphabetical order, which groups actions on the same thing. */
    List<String> keys() {
        return actions.get().stream().map(AuditAction::action).toList();
    }

    /** The actions that need no lookup in another organization's log. */
    List<String> recordedInBoth() {
        return actions.get().stream()
                .filter(AuditAction::isRecordedInBoth)
                .map(AuditAction::action)
                .toList();
    }
}
