package dev.roster.mail;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Writes emails when they are sent; implemented as a bean by the package that queues them. */
public interface MailRenderer {
    /** The kinds it writes; no two renderers share one. */
    Set<String> kinds();

    /**
     * Reads what these emails are about, at once for all of them. The result writes each of them: its current content, or empty
     * if it is obsolete, for example because its link was superseded.
     *
     * @param mails of its kinds
     */
    Function<QueuedMail, Optional<MailContent>> open(List<QueuedMail> mails);
}
