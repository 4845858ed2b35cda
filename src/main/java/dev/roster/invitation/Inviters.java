package dev.roster.invitation;

import dev.roster.access.Author;
import dev.roster.access.Granted;
import dev.roster.access.Permission;
import dev.roster.link.LinkProblem;
import dev.roster.organization.Organizations;
import dev.roster.role.Authorities;
import dev.roster.role.Governing;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import dev.roster.user.Member;
import dev.roster.user.Members;
import java.time.Clock;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Those who stand behind invitations: whether they can give at this moment what was offered. */
@Component
class Inviters {
    private final InvitationRepository repository;
    private final Members members;
    private final Organizations organizations;
    private final Governing governing;
    private final Authorities authorities;
    private final Clock clock;

    Inviters(
            InvitationRepository repository,
            Members members,
            Organizations organizations,
            Governing governing,
            Authorities authorities,
            Clock clock) {
        this.repository = repository;
        this.members = members;
        this.organizations = organizations;
        this.governing = governing;
        this.authorities = authorities;
        this.clock = clock;
    }

    /**
     * Refuses what could no longer be offered. Holds off every other change of who may do what here until the transaction
     * ends.
     */
    void requireStillGiven(Granted here, UserId user) {
        governing.lock(here);
        var organization = here.organization();
        var invitation = repository.find(organization, user).orElseThrow(LinkProblem.LINK_USED::with);
        var member =
                members.find(organization, user).filter(m -> !m.hasJoined()).orElseThrow(LinkProblem.LINK_USED::with);
        if (!mayGive(organization, invitation.inviter(), member)) {
            throw InvitationProblem.INVITER_MAY_NO_LONGER.with(
                    organizations.get(organization).name());
        }
    }

    private boolean mayGive(OrganizationId organization, Author inviter, Member member) {
        var operator = repository.findOperator(inviter, clock.instant());
        if (operator.isEmpty() || operator.get()) {
            return operator.isPresent();
        }
        var id = Objects.requireNonNull(inviter.id());
        var authority = inviter.kind() == Author.Kind.TOKEN
                ? authorities.ofToken(organization, id)
                : authorities.of(organization, new UserId(id));
        return authority.permissions().contains(Permission.USERS_CREATE)
                && authority.governs().containsAll(member.roles());
    }
}
