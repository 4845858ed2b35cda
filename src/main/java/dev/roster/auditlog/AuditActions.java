package dev.roster.auditlog;

import dev.roster.api.Constants;
import dev.roster.audit.AuditAction;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

    /** The same, by what they are about: the part before the point. */
    Map<String, List<String>> grouped() {
        return keys().stream()
                .collect(Collectors.groupingBy(
                        key -> key.substring(0, key.indexOf('.')), LinkedHashMap::new, Collectors.toList()));
    }

    /** The actions that need no lookup in another organization's log. */
    List<String> recordedInBoth() {
        return actions.get().stream()
                .filter(AuditAction::isRecordedInBoth)
                .map(AuditAction::action)
                .toList();
    }
}
