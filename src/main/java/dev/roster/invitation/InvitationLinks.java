package dev.roster.invitation;

import dev.roster.access.OrganizationPermit;
import dev.roster.link.Link;
import dev.roster.link.LinkKind;
import dev.roster.link.Links;
import dev.roster.membership.Member;
import dev.roster.organization.Organizations;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.net.URI;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The links of invitations, which are valid for as long as the organization's policy says. */
@Component
class InvitationLinks {
    private final Links links;
    private final Organizations organizations;

    InvitationLinks(Links links, Organizations organizations) {
        this.links = links;
        this.organizations = organizations;
    }

    /** A new link; earlier ones are dead. */
    Link issue(OrganizationPermit granted, UserId user) {
        return links.issue(granted, LinkKind.INVITATION, user, validFor(granted.organization()));
    }

    /** The last link of somebody who was invited. */
    Link get(Member member) {
        return links.find(member.organization(), member.id(), LinkKind.INVITATION)
                .orElseThrow();
    }

    /** Starts the link's time anew; false where it is dead. */
    boolean extend(OrganizationPermit granted, Link link) {
        return links.extend(granted, link, validFor(granted.organization()));
    }

    /** As it is handed over by a person: it proves no mailbox. */
    URI copied(Link link) {
        return links.copied(link);
    }

    private Duration validFor(OrganizationId organization) {
        return organizations.get(organization).policy().links().forInvitation();
    }
}
