package dev.roster.invitation;

import dev.roster.access.OrganizationPermit;
import dev.roster.access.Permission;
import dev.roster.link.LinkProblem;
import dev.roster.organization.Organizations;
import dev.roster.rights.Authors;
import dev.roster.rights.Governing;
import dev.roster.rights.Members;
import dev.roster.shared.UserId;
import org.springframework.stereotype.Component;

/** The people responsible for invitations: whether they may currently give what was offered. */
@Component
class Inviters {
    private final InvitationRepository repository;
    private final Members members;
    private final Organizations organizations;
    private final Governing governing;
    private final Authors authors;

    Inviters(
            InvitationRepository repository,
            Members members,
            Organizations organizations,
            Governing governing,
            Authors authors) {
        this.repository = repository;
        this.members = members;
        this.organizations = organizations;
        this.governing = governing;
        this.authors = authors;
    }

    /**
     * Refuses what could no longer be offered. Blocks every other change of roles and rights here until the transaction ends.
     */
    void requireStillGiven(OrganizationPermit here, UserId user) {
        governing.lock(here);
        var organization = here.organization();
        var invitation = repository.find(organization, user).orElseThrow(LinkProblem.LINK_USED::with);
        var member =
                members.find(organization, user).filter(m -> !m.hasJoined()).orElseThrow(LinkProblem.LINK_USED::with);
        if (!authors.mayGive(organization, invitation.inviter(), Permission.USERS_CREATE, member.roles())) {
            throw InvitationProblem.INVITER_MAY_NO_LONGER.with(
                    organizations.get(organization).name());
        }
    }
}
