package dev.roster.mail;

import dev.roster.access.OrganizationPermit;
import dev.roster.shared.UserId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Shows an organization what became of the last email it sent to one of its people. */
@Component
public class LastMails {
    private final MailRepository repository;

    LastMails(MailRepository repository) {
        this.repository = repository;
    }

    /** The last email, or empty if there was none or it has been deleted since. Emails of other organizations never count. */
    public Optional<Mail> find(OrganizationPermit granted, UserId user) {
        return repository.findLast(granted, user);
    }
}
