package dev.roster.audit;

/** What can be recorded. Each feature lists its own in an enum; {@code auditlog} finds them all. */
public interface AuditAction {
    /** {@code thing.done}, in the past tense, and the same for ever; its sentence is the message {@code audit.<action>}. */
    String action();

    /** Whether it stands in the logs of a linked company and of its parent, and needs no looking up from one to the other. */
    default boolean isRecordedInBoth() {
        return false;
    }
}
