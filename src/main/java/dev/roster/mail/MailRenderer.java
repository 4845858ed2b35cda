package dev.roster.mail;

import java.util.Optional;
import java.util.Set;

/** Writes emails when they are sent; implemented as a bean by the package that queues them. */
public interface MailRenderer {
    /** The kinds it writes; no two renderers share one. */
    Set<String> kinds();

    /** The current content of the email, or empty if it is obsolete, for example because its link was superseded. */
    Optional<MailContent> render(QueuedMail mail);
}
