package dev.roster.mail;

import java.util.Optional;
import java.util.Set;

/** Writes mails when they go; implemented as a bean by the package that queues them. */
public interface MailRenderer {
    /** The kinds it writes; no two renderers share one. */
    Set<String> kinds();

    /** What the mail says now, or nothing where it has become obsolete, as when its link was superseded. */
    Optional<MailContent> render(QueuedMail mail);
}
