package dev.roster.credentials;

import dev.roster.access.Permit;
import dev.roster.link.Link;
import dev.roster.link.Links;
import dev.roster.mail.QueuedMail;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a queued email to a user stores until it is written: who caused it, and the link that it will carry. */
@Component
public class MailDetails {
    private static final String LINK = "link";
    private static final String GENERATION = "generation";

    private final Links links;

    MailDetails(Links links) {
        this.links = links;
    }

    /** Details that name the actor, if that is a person, and the organization they act for. */
    static Map<String, Object> by(Permit granted) {
        var details = new HashMap<String, Object>();
        var organization = granted.organizationOrNull();
        granted.actor().person().ifPresent(by -> details.put("by", by.toString()));
        if (organization != null) {
            granted.actor().homeWhenActingIn(organization).ifPresent(home -> details.put("home", home.toString()));
        }
        return details;
    }

    /** The details with the link added. */
    public static Map<String, Object> with(Link link, Map<String, Object> details) {
        var more = new HashMap<>(details);
        more.put(LINK, link.id().toString());
        more.put(GENERATION, link.generation());
        return more;
    }

    /** Reads the links of these emails at once. The result is each email's link, while it is live. */
    public Function<QueuedMail, Optional<Link>> links(List<QueuedMail> mails) {
        var ids = mails.stream()
                .filter(mail -> mail.details().containsKey(LINK))
                .map(mail -> mail.id(LINK))
                .collect(Collectors.toSet());
        var live = ids.isEmpty() ? Map.<UUID, Link>of() : links.listLive(ids);
        return mail -> Optional.ofNullable(live.get(mail.id(LINK)))
                .filter(link -> link.generation() == mail.number(GENERATION));
    }
}
