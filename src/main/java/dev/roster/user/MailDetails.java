package dev.roster.user;

import dev.roster.access.Granted;
import dev.roster.link.Link;
import dev.roster.link.Links;
import dev.roster.mail.QueuedMail;
import dev.roster.shared.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a queued mail to a user keeps until it is rendered: who caused it, and the link that it is to carry. */
@Component
class MailDetails {
    private final Links links;
    private final AccountRepository accounts;

    MailDetails(Links links, AccountRepository accounts) {
        this.links = links;
        this.accounts = accounts;
    }

    /** Details that name who acts, where that is a person. */
    static Map<String, Object> by(Granted granted) {
        var details = new HashMap<String, Object>();
        granted.actor().person().ifPresent(by -> details.put("by", by.toString()));
        return details;
    }

    /** The details with the link added. */
    static Map<String, Object> with(Link link, Map<String, Object> details) {
        var more = new HashMap<>(details);
        more.put("link", link.id().toString());
        more.put("generation", link.generation());
        return more;
    }

    /** What whoever caused the mail is called now. */
    Optional<String> who(QueuedMail mail) {
        return mail.details().containsKey("by") ? accounts.findName(new UserId(mail.id("by"))) : Optional.empty();
    }

    /** The mail's link, while it is live. */
    Optional<Link> findLink(QueuedMail mail) {
        return links.findLive(mail.id("link"), (int) mail.number("generation"));
    }
}
