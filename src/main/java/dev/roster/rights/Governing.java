package dev.roster.rights;

import dev.roster.access.OrganizationPermit;
import dev.roster.membership.Member;
import dev.roster.organization.Organizations;
import dev.roster.role.RoleProblem;
import dev.roster.shared.OrganizationId;
import dev.roster.shared.UserId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The only place that decides who may do what to whom. Every way of gaining rights comes through here, by id, under the
 * organization's row lock, at the moment of the write.
 */
@Component
public class Governing {
    private final GoverningRepository repository;
    private final Organizations organizations;

    Governing(GoverningRepository repository, Organizations organizations) {
        this.repository = repository;
        this.organizations = organizations;
    }

    /**
     * Locks the organization against every other change of rights, then reads what the actor holds. For acting on a user. Must
     * be called in a transaction.
     */
    public Standing lock(OrganizationPermit granted) {
        hold(granted);
        return standing(granted);
    }

    /** The same for a creation: creations may run concurrently, changes of rights may not. */
    public Standing share(OrganizationPermit granted) {
        organizations.share(granted.organization());
        return standing(granted);
    }

    /** Checks that every other organization, too, keeps an administrator when this person is erased. */
    public void requireAdministratorsRemainElsewhere(OrganizationPermit granted, UserId without) {
        for (var elsewhere : repository.listActiveElsewhere(without, granted.organization())) {
            organizations.lock(elsewhere);
            if (!granted.actor().operator()
                    && repository.administers(elsewhere, without)
                    && !repository.hasAdministratorBesides(elsewhere, without)) {
                throw RoleProblem.LAST_ADMINISTRATOR_ELSEWHERE.with();
            }
        }
    }

    /**
     * The same as {@link #share} without a lock: to check in advance, or to show, what is possible; never sufficient before a
     * write.
     */
    public Standing look(OrganizationPermit granted) {
        return standing(granted);
    }

    /** As {@link #look}, with what decides about one person. */
    OnTarget lookAt(OrganizationPermit granted, UserId target) {
        var found = repository.facts(granted.organization(), granted.actor(), target);
        return new OnTarget(new Standing(repository, granted, found.facts(), target, found.roles()), found.member());
    }

    /** @param member empty if they have never been here */
    record OnTarget(Standing standing, Optional<Member> member) {}

    /** As {@link #lock}, with the membership locked, too: its status changes no more. */
    OnTarget lock(OrganizationPermit granted, UserId target) {
        hold(granted);
        repository.holdMembership(granted.organization(), target);
        return lookAt(granted, target);
    }

    /** As {@link #share}. */
    OnTarget share(OrganizationPermit granted, UserId target) {
        organizations.share(granted.organization());
        return lookAt(granted, target);
    }

    /** Checks that someone who can sign in still runs the installation without this person. */
    public void requireOperatorRemains(UserId without) {
        var operators = repository.holdOperators();
        if (operators.contains(without) && operators.size() == 1) {
            throw RoleProblem.LAST_OPERATOR.with();
        }
    }

    /** Whether one of the organization's own users, who can sign in, administers it. */
    public boolean isAdministered(OrganizationId organization) {
        return repository.hasAdministrator(organization);
    }

    private void hold(OrganizationPermit granted) {
        organizations.lock(granted.organization());
    }

    private Standing standing(OrganizationPermit granted) {
        return new Standing(repository, granted, repository.facts(granted.organization(), granted.actor()));
    }
}
