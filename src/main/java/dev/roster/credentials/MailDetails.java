package dev.roster.credentials;

import dev.roster.access.Permit;
import dev.roster.link.Link;
import dev.roster.link.Links;
import dev.roster.mail.QueuedMail;
import dev.roster.membership.AccountRepository;
import dev.roster.organization.Organizations;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a queued email to a user stores until it is rendered: who caused it, and the link that it will carry. */
@Component
class MailDetails {
    private final Links links;
    private final AccountRepository accounts;
    private final Organizations organizations;

    MailDetails(Links links, AccountRepository accounts, Organizations organizations) {
        this.links = links;
        this.accounts = accounts;
        this.organizations = organizations;
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
    static Map<String, Object> with(Link link, Map<String, Object> details) {
        var more = new HashMap<>(details);
        more.put("link", link.id().toString());
        more.put("generation", link.generation());
        return more;
    }

    /** The current name of the person who caused the email, with their organization if the reader does not know them. */
    Optional<String> who(QueuedMail mail) {
        if (!mail.details().containsKey("by")) {
            return Optional.empty();
        }
        var name = accounts.findName(new UserId(mail.id("by")));
        return mail.details().containsKey("home")
                ? name.map(known -> known + " ("
                        + organizations.get(new OrganizationId(mail.id("home"))).name() + ")")
                : name;
    }

    /** The email's link, while it is live. */
    Optional<Link> findLink(QueuedMail mail) {
        return links.findLive(mail.id("link"), (int) mail.number("generation"));
    }
}
