package dev.roster.audit;

/** An action that can be audited. Each feature lists its own in an enum; {@code auditlog} finds them all. */
public interface AuditAction {
    /** {@code thing.done}, in the past tense, and never changed; its text is the message {@code audit.<action>}. */
    String action();

    /**
     * Whether it is recorded in the logs of both a linked company and its parent, so that neither has to consult the other.
     */
    default boolean isRecordedInBoth() {
        return false;
    }
}
