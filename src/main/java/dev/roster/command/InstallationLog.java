package dev.roster.command;

import dev.roster.audit.AuditLog;
import dev.roster.audit.NewAuditEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records what the console of the machine did to the installation as a whole. */
@Component
class InstallationLog {
    private final AuditLog audit;

    InstallationLog(AuditLog audit) {
        this.audit = audit;
    }

    @Transactional
    public void record(NewAuditEvent event) {
        audit.record(Console.ACTOR.requireOperator(), event);
    }
}
