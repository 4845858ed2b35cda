package dev.roster.signin;

import dev.roster.access.Granted;
import dev.roster.link.Link;
import dev.roster.link.LinkKind;
import dev.roster.link.LinkProblem;
import dev.roster.link.Links;
import dev.roster.user.AddressChanges;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Confirming a new address behind the link that was mailed to it. */
@Component
class AddressLinks {
    private final Links links;
    private final PersonRepository people;
    private final AddressChanges changes;

    AddressLinks(Links links, PersonRepository people, AddressChanges changes) {
        this.links = links;
        this.people = people;
        this.changes = changes;
    }

    /** Whose address the link is to confirm; nothing for a link that is dead or for something else. */
    Optional<Person> find(String token) {
        return links.findLive(token, LinkKind.EMAIL_CHANGE).flatMap(link -> people.find(link.user()));
    }

    /** Uses the link up: the address is proven from now on. */
    @Transactional
    void confirm(String token) {
        var link = links.open(token);
        if (people.find(link.user()).isEmpty()) {
            throw LinkProblem.LINK_UNKNOWN.with();
        }
        var granted = granted(link);
        links.consume(granted, link);
        changes.confirmed(granted, link.user());
    }

    private Granted granted(Link link) {
        return links.holder(link).requireSelf(link.user()).inIfAny(link.organization());
    }
}
