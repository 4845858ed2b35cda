package dev.roster.erasure;

import dev.roster.access.Actor;
import dev.roster.access.Permission;
import dev.roster.credentials.AccessRevocation;
import dev.roster.membership.Member;
import dev.roster.membership.UserProblem;
import dev.roster.organization.Organizations;
import dev.roster.organization.Policy.Departure;
import dev.roster.person.UserToBeErased;
import dev.roster.rights.Governing;
import dev.roster.rights.Members;
import dev.roster.shared.EmailAddress;
import dev.roster.shared.InvalidException;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.Text;
import dev.roster.shared.UserId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Removes a person from Roster for good: their data is deleted, their address and username are free again. A nameless row
 * remains, so that the audit trail stays intact.
 */
@Component
public class Erasures {
    private final Members members;
    private final Organizations organizations;
    private final Governing governing;
    private final AccessRevocation revocation;
    private final Traces traces;
    private final AccountErasure erasure;
    private final ApplicationEventPublisher events;

    Erasures(
            Members members,
            Organizations organizations,
            Governing governing,
            AccessRevocation revocation,
            Traces traces,
            AccountErasure erasure,
            ApplicationEventPublisher events) {
        this.members = members;
        this.organizations = organizations;
        this.governing = governing;
        this.revocation = revocation;
        this.traces = traces;
        this.erasure = erasure;
        this.events = events;
    }

    /**
     * Erases a user: everywhere if the organization may change the account, otherwise only here, with what the organization
     * knows about them, while the account stays. This cannot be undone.
     *
     * @param confirmation their email address or username, typed, to prevent accidental erasure
     */
    @Transactional
    public void erase(Actor actor, OrganizationId organization, UserId user, String confirmation) {
        var granted = actor.require(Permission.USERS_ERASE, organization);
        members.get(organization, user);
        var known = traces.knownAs(granted, user);
        events.publishEvent(new UserToBeErased(granted, known));
        var governed = members.getGoverned(granted, user);
        var member = governed.member();
        UserProblem.requireOffered(organizations.get(organization).policy(), Departure.ERASE);
        if (!confirms(member, confirmation)) {
            throw InvalidException.of("confirm", "confirmation", member.confirmation());
        }
        governed.standing().requireAdministratorRemains(user);
        if (member.home() && governed.standing().mayChangeAccount(user)) {
            // Links first: those who follow a link lock them first, too. A password being set right now is then there
            // to be deleted.
            revocation.endLinks(granted, user);
            Members.requireOwnAccount(governed);
            governing.requireOperatorRemains(user);
            governing.requireAdministratorsRemainElsewhere(granted, user);
            erasure.everywhere(granted, member, known);
        } else {
            erasure.here(granted, member, known);
        }
    }

    private static boolean confirms(Member member, String typed) {
        var username = member.username();
        var confirmed = Text.asciiLowerCase(Text.tidy(typed));
        return EmailAddress.read(typed).filter(member::hasEmail).isPresent()
                || (username != null && Text.asciiLowerCase(username).equals(confirmed));
    }
}
