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

    /** Creates a link; earlier ones become invalid. */
    Link issue(OrganizationPermit granted, UserId user) {
        return links.issue(granted, LinkKind.INVITATION, user, validFor(granted.organization()));
    }

    /** The last link of an invited user. */
    Link get(Member member) {
        return links.find(member.organization(), member.id(), LinkKind.INVITATION)
                .orElseThrow();
    }

    /** Restarts the link's validity period; false if it is dead. */
    boolean extend(OrganizationPermit granted, Link link) {
        return links.extend(granted, link, validFor(granted.organization()));
    }

    /** The link as handed over by a person: it proves no mailbox. */
    URI copied(Link link) {
        return links.copied(link);
    }

    private Duration validFor(OrganizationId organization) {
        return organizations.get(organization).policy().links().forInvitation();
    }
}
