package dev.roster.auditlog;

import dev.roster.audit.AuditAction;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** All audited actions of all features, by key. */
@Component
class AuditActions {
    private final List<String> keys;
    private final List<String> recordedInBoth;

    AuditActions() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(AuditAction.class));
        var actions = scanner.findCandidateComponents("dev.roster").stream()
                .map(found -> ClassUtils.resolveClassName(
                        String.valueOf(found.getBeanClassName()), AuditActions.class.getClassLoader()))
                .flatMap(type -> Arrays.stream(type.getEnumConstants()))
                .map(AuditAction.class::cast)
                .sorted(Comparator.comparing(AuditAction::action))
                .toList();
        this.keys = actions.stream().map(AuditAction::action).toList();
        this.recordedInBoth = actions.stream()
                .filter(AuditAction::isRecordedInBoth)
                .map(AuditAction::action)
                .toList();
    }

    /** In alphabetical order, which groups actions on the same thing. */
    List<String> keys() {
        return keys;
    }

    /** The actions that need no lookup in another organization's log. */
    List<String> recordedInBoth() {
        return recordedInBoth;
    }
}
